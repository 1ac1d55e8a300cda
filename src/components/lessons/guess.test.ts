import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRun } from '../../core/network/recorded-run.ts';
import { ask, type AskedCurve, type AskedNumber, type AskedPlace } from './asked.ts';
import { answerText, guessFor, guessText, ownGuessText, readGuess } from './guess.ts';
import { asksChoice, asksCurve, asksNumber, asksPlace } from './lesson.fixture.ts';

const manifest = new URL('../../../public/run/manifest.json', import.meta.url);
const run = parseRun(JSON.parse(readFileSync(manifest, 'utf8')));
const number = { ...(ask(asksNumber, { run }) as AskedNumber), answer: 12 };
const choice = ask(asksChoice, { run });
const curve = ask(asksCurve, { run }) as AskedCurve;
const place = ask(asksPlace, { run }) as AskedPlace;

describe('a prediction that is asked', () => {
  test('is held against the recorded run, as plain data', () => {
    const asked = ask(asksNumber, { run });
    expect(asked.answer).toBe(run.epochs.length);
    expect(structuredClone(asked)).toEqual(asked);
  });

  test.each([
    [{ ...asksNumber, most: 5 }, 'a number from 1 to 5'],
    [{ ...asksNumber, answer: () => NaN }, 'a number from 1 to 1000'],
    [{ ...asksChoice, answer: () => 2 }, 'the index of an option'],
    [{ ...asksCurve, answer: () => [1, 2] }, '3 values'],
    [{ ...asksCurve, answer: () => [1, 2, 101] }, 'values from 0 to 100'],
    [
      { ...asksPlace, answer: () => ({ row: 30, column: 0, height: 3, width: 3 }) },
      'a rectangle on the picture',
    ],
  ])('is refused where its answer answers nothing (%#)', (prediction, rule) => {
    expect(() => ask(prediction, { run })).toThrow(rule);
    expect(() => ask(prediction, { run })).toThrow(`"${prediction.id}"`);
  });
});

describe('what was kept', () => {
  test('is taken up where it answers the question', () => {
    expect(guessFor(number, 7)).toBe(7);
    expect(guessFor(choice, 0)).toBe(0);
    expect(guessFor(curve, [1, 2, 3])).toEqual([1, 2, 3]);
    expect(guessFor(place, place.answer)).toEqual(place.answer);
  });

  test('is none where the question has changed since', () => {
    expect(guessFor(number, 1001)).toBeNull();
    expect(guessFor(number, [1])).toBeNull();
    expect(guessFor(choice, 2)).toBeNull();
    expect(guessFor(choice, 0.5)).toBeNull();
    expect(guessFor(curve, [1, 2])).toBeNull();
    expect(guessFor(curve, 3)).toBeNull();
    expect(guessFor(place, [1, 2])).toBeNull();
    expect(guessFor(place, { row: 30, column: 0, height: 8, width: 8 })).toBeNull();
    expect(guessFor(place, null)).toBeNull();
  });
});

describe('a typed guess', () => {
  test('is a number of the range', () => {
    expect(readGuess(number, '40 epochs')).toEqual({ ok: true, value: 40 });
    expect(readGuess(number, '5,000')).toEqual({
      ok: false,
      fault: '5,000 is out of reach: guess from 1 to 1,000 epochs.',
    });
    expect(readGuess(number, 'lots')).toMatchObject({ ok: false });
  });
});

describe('how near it was', () => {
  test.each([
    [12, 'Exactly what you said.'],
    [10, 'You said 10 epochs. That is near.'],
    [18, 'You said 18 epochs. That is near.'],
    [18.1, 'You said 18.1 epochs. That is 1.5 times the answer.'],
    [120, 'You said 120 epochs. That is 10 times the answer.'],
    [4, 'You said 4 epochs. The answer is 3 times as much.'],
  ])('%d of 12', (guess, text) => {
    expect(guessText(number, guess)).toBe(text);
  });

  test('no factor is told where one of both is zero', () => {
    expect(guessText({ ...number, answer: 0 }, 3)).toBe('You said 3 epochs.');
    expect(guessText({ ...number, answer: 0 }, 0)).toBe('Exactly what you said.');
  });

  test('of a curve it is the mean distance', () => {
    expect(guessText(curve, [30, 60, 90])).toContain('0 away: near');
    expect(guessText(curve, [30, 60, 60])).toBe('On average your curve is 10 away: near.');
    expect(guessText(curve, [90, 60, 30])).toBe('On average your curve is 40 away.');
  });

  test('of a place it is what both have in common', () => {
    expect(guessText(place, place.answer)).toBe('Exactly the place you chose.');
    expect(guessText(place, { row: 9, column: 6, height: 10, width: 10 })).toContain('50%');
    expect(guessText(place, { row: 20, column: 20, height: 2, width: 2 })).toContain('no pixel');
    expect(guessText(place, { row: 0, column: 0, height: 32, width: 32 })).toMatch(
      /1,024 px.*100 px.*100%/,
    );
  });
});

test('answers and guesses are told without marks', () => {
  expect(answerText(choice)).toBe('In conv3b.');
  expect(ownGuessText(choice, 0)).toBe('In conv1a');
  expect(answerText(place)).toBe('Rows 4 to 13, columns 6 to 15 (10 × 10 px).');
  expect(ownGuessText(curve, [1, 2, 3])).toBe('1, 2, 3');
  expect(answerText(number)).toBe('12 epochs.');
});
