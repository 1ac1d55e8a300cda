import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropOut } from './dropout.ts';
import { farthest, numericalGradient, someValues, weigh } from './gradient.fixture.ts';

describe('dropout', () => {
  test('zeroes what the mask drops and scales what it keeps', () => {
    const out = dropOut(Float64Array.from([1, 2, 3, 4]), Uint8Array.from([1, 0, 0, 1]), 0.5);
    expect([...out]).toEqual([2, 0, 0, 8]);
    expect(dropOut(Float64Array.from([3]), Uint8Array.from([1]), 0.25)[0]).toBeCloseTo(4, 12);
  });

  test('takes the gradient the same way back', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (seed, bits, rate) => {
          const mask = Uint8Array.from(bits);
          const input = someValues(mask.length, seed);
          const g = someValues(mask.length, seed, 1);
          const loss = () => weigh(dropOut(input, mask, rate), g);
          const numerical = numericalGradient(input, loss);
          expect(farthest(dropOut(g, mask, rate), numerical)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  test('refuses a mask of another length, naming both', () => {
    expect(() => dropOut(new Float64Array(4), new Uint8Array(3), 0.5)).toThrow(
      'dropout: expected a mask of 4 values, got 3',
    );
  });
});
