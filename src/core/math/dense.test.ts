import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dense, denseBackward } from './dense.ts';
import { farthest, numericalGradient, someValues, weigh } from './gradient.fixture.ts';

describe('a dense layer', () => {
  test('is a row of inputs times the kernel, plus the bias', () => {
    const kernel = Float64Array.from([1, 2, 3, 4, 5, 6]); // 3 x 2
    const out = dense(
      Float64Array.from([1, 0, 2, 0, 1, 0]),
      kernel,
      Float64Array.from([0.5, -0.5]),
    );
    expect([...out]).toEqual([11.5, 13.5, 3.5, 3.5]);
  });

  test('hands back the gradients that small steps to both sides give', () => {
    const small = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(small, small, small, fc.nat(), (count, inputs, units, seed) => {
        const input = someValues(count * inputs, seed, 1);
        const kernel = someValues(inputs * units, seed, 2);
        const bias = someValues(units, seed, 3);
        const g = someValues(count * units, seed, 4);
        const loss = () => weigh(dense(input, kernel, bias), g);
        const back = denseBackward(input, kernel, g, units);
        expect(farthest(back.input, numericalGradient(input, loss))).toBeLessThan(1e-8);
        expect(farthest(back.kernel, numericalGradient(kernel, loss))).toBeLessThan(1e-8);
        expect(farthest(back.bias, numericalGradient(bias, loss))).toBeLessThan(1e-8);
      }),
    );
  });
});
