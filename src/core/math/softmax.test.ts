import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { farthest, numericalGradient, someValues } from './gradient.fixture.ts';
import { crossEntropy, softmax } from './softmax.ts';

const rows = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  units: fc.integer({ min: 2, max: 5 }),
  seed: fc.nat(),
});

describe('softmax', () => {
  test('gives shares that add up to 1 in each row and keep the order of the logits', () => {
    const logits = Float64Array.from([0, Math.log(2), Math.log(5), 7, 7, 7]);
    const shares = softmax(logits, 3);
    expect(farthest(shares, [1 / 8, 2 / 8, 5 / 8, 1 / 3, 1 / 3, 1 / 3])).toBeLessThan(1e-15);
  });

  test('does not overflow, and does not change when all logits of a row grow by one number', () => {
    expect([...softmax(Float64Array.from([1000, 0, -1000]), 3)]).toEqual([1, 0, 0]);
    fc.assert(
      fc.property(rows, fc.integer({ min: -500, max: 500 }), ({ count, units, seed }, by) => {
        const logits = someValues(count * units, seed);
        const moved = logits.map((value) => value + by);
        expect(farthest(softmax(logits, units), softmax(moved, units))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('cross-entropy', () => {
  test('of equal logits is the logarithm of the number of classes', () => {
    const { loss } = crossEntropy(new Float64Array(6), Uint8Array.from([0, 2]), 3);
    expect(loss).toBeCloseTo(Math.log(3), 14);
  });

  test('stays finite where a probability rounds to 0', () => {
    const { loss, correct } = crossEntropy(
      Float64Array.from([1000, 0, -1000]),
      Uint8Array.from([2]),
      3,
    );
    expect(loss).toBe(2000);
    expect(correct).toBe(0);
  });

  test('counts the rows whose first largest logit is the label’s', () => {
    const correct = (row: readonly number[], label: number) =>
      crossEntropy(Float64Array.from(row), Uint8Array.of(label), 3).correct;
    expect([0, 1, 2].map((label) => correct([1, 5, 2], label))).toEqual([0, 1, 0]);
    expect([0, 1, 2].map((label) => correct([0, 4, 4], label))).toEqual([0, 1, 0]);
    expect([0, 1, 2].map((label) => correct([NaN, 1, 0], label))).toEqual([0, 0, 0]);
    expect(crossEntropy(new Float64Array(12), Uint8Array.of(0, 1, 0, 0), 3).correct).toBe(3);
  });

  test('is not a number when a logit is not, so that a broken run shows', () => {
    expect(crossEntropy(Float64Array.from([NaN, 1]), Uint8Array.from([1]), 2).loss).toBeNaN();
  });

  test('hands back the gradients that small steps to both sides give', () => {
    fc.assert(
      fc.property(rows, ({ count, units, seed }) => {
        const logits = someValues(count * units, seed).map((value) => 3 * value);
        const labels = Uint8Array.from({ length: count }, (_, n) => (seed + n) % units);
        const loss = () => crossEntropy(logits, labels, units).loss;
        const { gradient } = crossEntropy(logits, labels, units);
        expect(farthest(gradient, numericalGradient(logits, loss))).toBeLessThan(1e-8);
      }),
    );
  });

  test('refuses labels that are no class and logits of another length', () => {
    expect(() => crossEntropy(new Float64Array(6), Uint8Array.from([0, 3]), 3)).toThrow(
      'cross-entropy: expected labels 0 to 2, got 3 at picture 1',
    );
    expect(() => crossEntropy(new Float64Array(5), Uint8Array.from([0, 1]), 3)).toThrow(
      'cross-entropy: expected 6 logits for 2 labels, got 5',
    );
  });
});
