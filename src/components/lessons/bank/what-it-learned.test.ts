import { expect, test } from 'vitest';
import { sampleManifest } from '../../../core/network/recorded-run.fixture.ts';
import { parseRun } from '../../../core/network/recorded-run.ts';
import { numberQuestions } from './variants.fixture.ts';
import { lesson } from './what-it-learned.ts';

const run = parseRun(sampleManifest());
const predicted = (id: string) => lesson.predictions.find((one) => one.id === id)!;

test('the commonest mistake is the largest number beside the diagonal of the best epoch', () => {
  const prediction = predicted('commonest-mistake');
  if (prediction.kind !== 'choice') throw new Error('expected a choice');
  expect(prediction.options).toHaveLength(6);
  expect(prediction.options[prediction.answer({ run })]).toBe('birds called airplanes');
  expect(prediction.reveal({ run })).toContain('birds called airplanes: 150 pictures');
  expect(prediction.reveal({ run })).toContain('cars called birds, 20 of them');
});

test('sure and wrong are counted where the share is 90% or more', () => {
  const prediction = predicted('sure-and-wrong');
  if (prediction.kind !== 'number') throw new Error('expected a number');
  // Of the run on CIFAR-10: 63 of 1,973.
  const cifar = { ...run, data: { ...run.data, id: 'cifar-10-copy' as const } };
  expect(prediction.answer({ run: cifar })).toBe(3.2);
  expect(prediction.reveal({ run: cifar })).toContain('63 of 1,973');
  expect(prediction.answer({ run })).not.toBe(3.2);
});

test('what an answer is worth is read down its column', () => {
  for (const { question, answer } of numberQuestions(lesson, 'confusion-column')) {
    const names = ['airplane', 'car', 'bird'];
    const rows = [...question.matchAll(/(\d+) were called (\w+)/g)];
    expect(rows).toHaveLength(9);
    const asked = /When it answers _(\w+)_/.exec(question)![1]!;
    const column = rows.filter(([, , name]) => name === asked).map(([, count]) => Number(count));
    const right = column[names.indexOf(asked)]!;
    expect(answer).toBeCloseTo((100 * right) / column.reduce((sum, count) => sum + count, 0), 10);
    const counts = rows.map(([, count]) => Number(count));
    for (const row of [0, 1, 2])
      expect(counts.slice(3 * row, 3 * row + 3).reduce((sum, count) => sum + count, 0)).toBe(500);
  }
});

test('mistakes that were promised are what the confidence leaves over, near a whole number, and fewer than were found', () => {
  for (const { question, answer } of numberQuestions(lesson, 'calibrated-mistakes')) {
    const [, pictures, percent] = /^(\d+) answers .* confidence of (\d+)%/
      .exec(question)!
      .map(Number);
    const found = Number(/; (\d+) of them/.exec(question)![1]);
    expect(answer).toBeCloseTo(pictures! * (1 - percent! / 100), 9);
    expect(Math.abs(answer - Math.round(answer))).toBeLessThan(0.25);
    expect(found).toBeGreaterThan(answer);
    expect(found).toBeLessThan(pictures!);
  }
});
