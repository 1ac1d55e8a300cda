import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRun } from '../../../core/network/recorded-run.ts';
import { ask } from '../asked.ts';
import { allLessons } from '../bank-shelf.ts';
import { judgeChoice, judgeNumber } from '../judging.ts';
import type { Question } from '../lesson.ts';
import { numberText, readNumber } from '../number-answer.ts';
import { questionAt } from '../variants.ts';

const lessons = await allLessons();
const exercises = lessons.flatMap(({ chapter, exercises: own }) =>
  own.map((exercise) => ({ chapter, exercise, name: `${chapter}: ${exercise.id}` })),
);
const predictions = lessons.flatMap((lesson) => lesson.predictions);

/** Questions of many classes and variants. */
const many = (make: (seed: number, variant: number) => Question): readonly Question[] =>
  Array.from({ length: 200 }, (_, at) => make(1 + (at % 40) * 17, 1 + Math.floor(at / 40)));

const id = /^[a-z0-9-]{3,60}$/;
/** Marks that would be seen as they stand: a backtick or an underscore without its fellow, or anything else that looks like markup. */
const loose = (text: string) =>
  /[`*]|<\w|\$|(^|\s)_|_($|\s)|undefined|NaN|Infinity|\[object/.test(
    text.replace(/`[^`]+`/g, '').replace(/(?<![\p{L}\p{N}_])_[^_]+_(?![\p{L}\p{N}_])/gu, ''),
  );
const sentence = (text: string) => text.trim() === text && text.length > 8 && !loose(text);

test('ids are unique among all chapters, and fit an address', () => {
  const ids = [...predictions, ...exercises.map(({ exercise }) => exercise)].map((one) => one.id);
  expect(ids.filter((one) => !id.test(one))).toEqual([]);
  expect(ids.filter((one, at) => ids.indexOf(one) !== at)).toEqual([]);
});

test('each lesson is of a chapter of its own, with predictions and exercises', () => {
  const chapters = lessons.map(({ chapter }) => chapter);
  expect(new Set(chapters).size).toBe(chapters.length);
  for (const { chapter, predictions: own, exercises: worked } of lessons) {
    expect(chapter).toMatch(id);
    expect(own.length, chapter).toBeGreaterThan(0);
    expect(worked.length, chapter).toBeGreaterThan(1);
  }
});

describe.each(exercises)('$name', ({ exercise }) => {
  const questions = many((seed, variant) => questionAt(exercise, seed, variant));

  test('the same seed and variant give the same question', () => {
    expect(many((seed, variant) => questionAt(exercise, seed, variant))).toEqual(questions);
  });

  test('is written out: no loose mark, no missing number', () => {
    expect(exercise.title.length).toBeLessThan(60);
    for (const question of questions) {
      const texts =
        question.kind === 'number'
          ? [question.hint, ...question.mistakes.map(({ reason }) => reason)]
          : question.options.map(({ reason }) => reason);
      for (const text of [question.question, question.solution, ...texts])
        expect(sentence(text), text).toBe(true);
    }
  });

  test('its right answer is right, as it is written, too', () => {
    for (const question of questions) {
      if (question.kind === 'number') {
        expect(Number.isFinite(question.answer)).toBe(true);
        expect(question.tolerance).toBeGreaterThanOrEqual(0);
        expect(judgeNumber(question, question.answer)).toEqual({ right: true, reason: '' });
        const written = readNumber(numberText(question.answer, question.unit), question.unit);
        if (!written.ok) throw new Error(`${exercise.id}: ${written.fault}`);
        expect(judgeNumber(question, written.value).right, question.question).toBe(true);
      } else {
        const right = question.options.filter((_, at) => judgeChoice(question, at).right);
        expect(right).toHaveLength(1);
        expect(new Set(question.options.map(({ text }) => text)).size).toBe(
          question.options.length,
        );
      }
    }
  });

  test('each known mistake gets its own reason', () => {
    for (const question of questions) {
      if (question.kind !== 'number') continue;
      expect(question.mistakes.length).toBeGreaterThan(0);
      for (const { value, reason } of question.mistakes)
        expect(judgeNumber(question, value), question.question).toEqual({ right: false, reason });
    }
  });
});

describe.each(['run/', 'run/drawn/'])('held against the recorded run in %s', (folder) => {
  const manifest = new URL(`../../../../public/${folder}manifest.json`, import.meta.url);
  const run = parseRun(JSON.parse(readFileSync(manifest, 'utf8')));

  test.each(predictions.map((prediction) => [prediction.id, prediction] as const))(
    '%s has an answer of its own kind and range, and a reveal',
    (_, prediction) => {
      const asked = ask(prediction, { run });
      expect(sentence(asked.question), asked.question).toBe(true);
      expect(sentence(asked.reveal), asked.reveal).toBe(true);
      if (asked.kind === 'number') expect(asked.near).toBeGreaterThan(1);
      if (asked.kind === 'curve')
        expect(asked.x.values).toEqual([...asked.x.values].sort((a, b) => a - b));
    },
  );
});
