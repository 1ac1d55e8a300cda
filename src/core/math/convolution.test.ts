import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convolve, convolveBackward, type ConvolutionSize } from './convolution.ts';
import { farthest, numericalGradient, someValues, weigh } from './gradient.fixture.ts';

/** Small layers of all kinds; the kernel always fits. */
const sizes = fc
  .record({
    count: fc.integer({ min: 1, max: 2 }),
    kernel: fc.integer({ min: 1, max: 4 }),
    moreRows: fc.integer({ min: 0, max: 3 }),
    moreColumns: fc.integer({ min: 0, max: 3 }),
    inputs: fc.integer({ min: 1, max: 3 }),
    filters: fc.integer({ min: 1, max: 3 }),
    padding: fc.constantFrom('same' as const, 'valid' as const),
  })
  .map(({ moreRows, moreColumns, ...rest }): ConvolutionSize => ({
    ...rest,
    height: rest.kernel + moreRows,
    width: rest.kernel + moreColumns,
  }));

const arrays = (size: ConvolutionSize, seed: number) => ({
  input: someValues(size.count * size.height * size.width * size.inputs, seed, 1),
  kernel: someValues(size.kernel ** 2 * size.inputs * size.filters, seed, 2),
  bias: someValues(size.filters, seed, 3),
});

/** The definition, cell by cell and with the padding really there: slow, and written from the other end. */
function byDefinition(
  input: Float64Array,
  kernel: Float64Array,
  bias: Float64Array,
  size: ConvolutionSize,
): number[] {
  const { count, height, width, inputs, filters, padding } = size;
  const k = size.kernel;
  const pad = padding === 'same' ? k - 1 : 0;
  const before = Math.floor(pad / 2);
  const padded = (n: number, y: number, x: number, c: number) =>
    y < 0 || x < 0 || y >= height || x >= width
      ? 0
      : input[((n * height + y) * width + x) * inputs + c]!;
  const out: number[] = [];
  for (let n = 0; n < count; n++)
    for (let r = 0; r < height + pad - k + 1; r++)
      for (let c = 0; c < width + pad - k + 1; c++)
        for (let f = 0; f < filters; f++) {
          let sum = bias[f]!;
          for (let i = 0; i < k; i++)
            for (let j = 0; j < k; j++)
              for (let ch = 0; ch < inputs; ch++)
                sum +=
                  padded(n, r + i - before, c + j - before, ch) *
                  kernel[((i * k + j) * inputs + ch) * filters + f]!;
          out.push(sum);
        }
  return out;
}

describe('a convolution', () => {
  test('does not flip its kernel: the kernel 1 2 3 over 1 0 0 answers where the one is met', () => {
    const size = { count: 1, height: 3, width: 3, inputs: 1, filters: 1, kernel: 3 } as const;
    const input = Float64Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0]);
    const kernel = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const bias = Float64Array.from([0.5]);
    expect([...convolve(input, kernel, bias, { ...size, padding: 'valid' })]).toEqual([6.5]);
    // Each cell meets the one at another place of its window; the column left of the window's reach gets the bias only.
    expect([...convolve(input, kernel, bias, { ...size, padding: 'same' })]).toEqual([
      0.5, 9.5, 8.5, 0.5, 6.5, 5.5, 0.5, 3.5, 2.5,
    ]);
  });

  test('with an even kernel and padding "same" keeps the size and pads below and right, as Keras does', () => {
    const size = { count: 1, height: 2, width: 2, inputs: 1, filters: 1, kernel: 2 } as const;
    const ones = Float64Array.from([1, 1, 1, 1]);
    const input = Float64Array.from([1, 10, 100, 1000]);
    expect([...convolve(input, ones, new Float64Array(1), { ...size, padding: 'same' })]).toEqual([
      1111, 1010, 1100, 1000,
    ]);
  });

  test('is its definition, for layers of any size', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const { input, kernel, bias } = arrays(size, seed);
        const out = convolve(input, kernel, bias, size);
        expect(farthest(out, byDefinition(input, kernel, bias, size))).toBeLessThan(1e-12);
      }),
    );
  });

  test('hands back the gradients that small steps to both sides give', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const { input, kernel, bias } = arrays(size, seed);
        const g = someValues(convolve(input, kernel, bias, size).length, seed, 4);
        const loss = () => weigh(convolve(input, kernel, bias, size), g);
        const back = convolveBackward(input, kernel, g, size, true);
        expect(farthest(back.input!, numericalGradient(input, loss))).toBeLessThan(1e-8);
        expect(farthest(back.kernel, numericalGradient(kernel, loss))).toBeLessThan(1e-8);
        expect(farthest(back.bias, numericalGradient(bias, loss))).toBeLessThan(1e-8);
        const without = convolveBackward(input, kernel, g, size, false);
        expect(without.input).toBeNull();
        expect(without.kernel).toEqual(back.kernel);
        expect(without.bias).toEqual(back.bias);
      }),
      { numRuns: 40 },
    );
  });
});
