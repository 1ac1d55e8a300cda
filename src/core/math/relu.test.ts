import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apartValues, farthest, numericalGradient, someValues, weigh } from './gradient.fixture.ts';
import { reluBackward, reluInPlace } from './relu.ts';

describe('the rectifier', () => {
  test('keeps what is above 0 and makes the rest 0, but hides no NaN', () => {
    const values = Float64Array.from([-2, 0, 3, NaN, -Infinity, Infinity]);
    expect([...reluInPlace(values)]).toEqual([0, 0, 3, NaN, 0, Infinity]);
  });

  test('passes no gradient where the output is 0, not even at 0 itself', () => {
    expect([...reluBackward(Float64Array.from([0, 2]), Float64Array.from([5, 7]))]).toEqual([0, 7]);
  });

  test('hands back the gradients that small steps to both sides give', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 30 }), (seed, length) => {
        const input = apartValues(length, seed);
        const g = someValues(length, seed);
        const loss = () => weigh(reluInPlace(input.slice()), g);
        const back = reluBackward(reluInPlace(input.slice()), g);
        expect(farthest(back, numericalGradient(input, loss))).toBeLessThan(1e-8);
      }),
    );
  });
});
