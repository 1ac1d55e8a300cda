import { expect, test } from 'vitest';
import { classes } from '../../../core/dataset/catalog.ts';
import { crossEntropy } from '../../../core/math/softmax.ts';
import { publishedRun } from '../../facts/published-run.ts';
import type { Known } from '../lesson.ts';
import { lesson } from './training.ts';
import { numberQuestions } from './variants.fixture.ts';

const known = (loss: readonly number[]): Known =>
  ({ run: { steps: { loss }, stepsPerEpoch: 118 } }) as unknown as Known;

test('the steps to guessing are counted to the end of the first ten whose mean is below it', () => {
  const { answer } = lesson.predictions.find(({ id }) => id === 'steps-to-guessing')!;
  const high = (steps: number) => new Array<number>(steps).fill(2);
  expect(answer(known([...high(20), ...new Array<number>(20).fill(0.5)]))).toBe(27);
  expect(answer(known(new Array<number>(30).fill(0.5)))).toBe(10);
  expect(answer(known(high(30)))).toBe(30);
});

test('the curve to draw has the published accuracies in per cent', () => {
  const curve = lesson.predictions.find(({ id }) => id === 'validation-curve')!;
  const values = curve.answer(known([])) as readonly number[];
  expect(values).toHaveLength(publishedRun.length);
  expect(values[0]).toBe(33.3);
  expect(Math.max(...values)).toBe(88.3);
});

test('what an answer costs is its cross-entropy, and its shares add up to one', () => {
  for (const { question, answer } of numberQuestions(lesson, 'loss-of-share')) {
    const shares = classes.map(({ name }) =>
      Number(new RegExp(`([\\d.]+) ${name}(?!s)`).exec(question)![1]),
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    const { label } = classes.find(({ plural }) => question.includes(`one of the ${plural}`))!;
    const logits = Float64Array.from(shares, Math.log);
    expect(answer.toFixed(2)).toBe(crossEntropy(logits, Uint8Array.of(label), 3).loss.toFixed(2));
  }
});

test('the first step of Adam is one learning rate long, against the sign of the gradient', () => {
  for (const { question, answer } of numberQuestions(lesson, 'adam-first-step')) {
    const plain = question.replaceAll('−', '-');
    const [, weight] = /a weight is (-?[\d.]+\d|-?\d)/.exec(plain)!.map(Number);
    const [, gradient] = /first batch is (-?[\d.]+\d|-?\d)/.exec(plain)!.map(Number);
    const [, rate] = /learning rate is ([\d.]+\d)/.exec(plain)!.map(Number);
    expect(answer).toBeCloseTo(weight! - Math.sign(gradient!) * rate!, 5);
  }
});

test('a run stops after the third epoch in a row without a new best', () => {
  const patience = 3;
  for (const { question, answer } of numberQuestions(lesson, 'early-stopping')) {
    const list = Array.from(question.matchAll(/(\d+)%/g), ([, number]) => Number(number));
    expect(list).toHaveLength(10);
    let [best, since, end] = [-1, 0, 0];
    list.forEach((accuracy, at) => {
      since = accuracy > best ? 0 : since + 1;
      best = Math.max(best, accuracy);
      if (since === patience && end === 0) end = at + 1;
    });
    expect(answer).toBe(end);
    // A fall before it that patience sits out, and a better epoch that comes too late.
    const stopped = list.slice(0, answer - patience);
    expect(stopped.some((accuracy, at) => at > 0 && accuracy < list[at - 1]!)).toBe(true);
    expect(Math.max(...list.slice(answer))).toBeGreaterThan(Math.max(...stopped));
  }
});
