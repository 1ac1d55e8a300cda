import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossEntropy, softmax } from '../math/softmax.ts';
import { rightAnswers } from './right-answers.ts';

test('as many are right as the oracle’s loss counts', () => {
  const logits = fc.array(fc.integer({ min: -9, max: 9 }), {
    minLength: 3,
    maxLength: 30,
  });
  fc.assert(
    fc.property(logits, fc.nat(2), (values, label) => {
      const whole = Float64Array.from(values.slice(0, values.length - (values.length % 3)));
      const labels = Uint8Array.from({ length: whole.length / 3 }, (_, i) => (i + label) % 3);
      const { correct } = crossEntropy(whole, labels, 3);
      expect(rightAnswers(softmax(whole, 3), labels)).toBe(correct);
    }),
  );
});

test('answers that fit no pictures are refused', () => {
  expect(() => rightAnswers([0.1, 0.2], [0, 1, 2])).toThrow('each of 3 pictures, got 2');
  expect(() => rightAnswers([], [])).toThrow('each of 0 pictures');
});
