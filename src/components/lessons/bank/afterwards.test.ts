import { expect, test } from 'vitest';
import { uniform } from '../../../core/math/random.ts';
import { initialWeights } from '../../../core/network/initial.ts';
import { layout } from '../../../core/network/layout.ts';
import { view } from '../../../core/network/parameters.ts';
import { sampleManifest } from '../../../core/network/recorded-run.fixture.ts';
import { parseRun } from '../../../core/network/recorded-run.ts';
import { lesson } from './afterwards.ts';
import { numberQuestions } from './variants.fixture.ts';

const drawn = parseRun(sampleManifest());
const cifar = { ...drawn, data: { ...drawn.data, id: 'cifar-10' as const } };

test('what choosing on a hundred costs is the difference of the two means', () => {
  const prediction = lesson.predictions.find(({ id }) => id === 'chosen-on-few')!;
  if (prediction.kind !== 'number') throw new Error('expected a number');
  expect(prediction.answer({ run: cifar })).toBe(1.8);
  expect(prediction.reveal({ run: cifar })).toContain('88.7%');
  expect(prediction.reveal({ run: cifar })).toContain('86.9%');
});

test('the error by the formula is how far counts scatter when they are made', () => {
  const seen = new Set<string>();
  for (const { question, answer } of numberQuestions(lesson, 'accuracy-scatter')) {
    const percent = Number(/names (\d+)%/.exec(question)![1]);
    const pictures = Number(/count on ([\d,]+) of them/.exec(question)![1]!.replace(',', ''));
    if (pictures > 400 || seen.has(`${percent} ${pictures}`)) continue;
    seen.add(`${percent} ${pictures}`);
    const counts = Array.from({ length: 300 }, (_, draw) => {
      let right = 0;
      for (let i = 0; i < pictures; i++) if (uniform(7, 9, draw, i) < percent / 100) right += 1;
      return (100 * right) / pictures;
    });
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const spread = Math.sqrt(
      counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1),
    );
    expect(Math.abs(spread / answer - 1), question).toBeLessThan(0.2);
  }
  expect(seen.size).toBeGreaterThan(5);
});

test('an array weighs as many bytes as its values have in memory', () => {
  const weights = initialWeights(layout, 1);
  for (const { question, answer } of numberQuestions(lesson, 'kernel-bytes'))
    expect(answer).toBe(view(layout, weights, /`([^`]+)`/.exec(question)![1]!).byteLength);
});
