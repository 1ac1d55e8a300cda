import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apartValues, farthest, numericalGradient, someValues, weigh } from './gradient.fixture.ts';
import { maxPool, maxPoolBackward, type PoolSize } from './max-pool.ts';

const sizes: fc.Arbitrary<PoolSize> = fc.integer({ min: 1, max: 3 }).chain((window) =>
  fc.record({
    window: fc.constant(window),
    count: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: window, max: 7 }),
    width: fc.integer({ min: window, max: 7 }),
    channels: fc.integer({ min: 1, max: 3 }),
  }),
);

const lengthOf = (size: PoolSize) => size.count * size.height * size.width * size.channels;

describe('max pooling', () => {
  test('takes the largest of each window and drops a last row and column that fill none', () => {
    const size = { count: 1, height: 3, width: 5, channels: 1, window: 2 };
    const input = Float64Array.from([1, 2, 9, 0, 99, 4, 3, 0, 0, 99, 99, 99, 99, 99, 99]);
    const { output, winners } = maxPool(input, size);
    expect([...output]).toEqual([4, 9]);
    expect([...winners]).toEqual([5, 2]);
  });

  test('keeps channels and pictures apart', () => {
    const size = { count: 2, height: 2, width: 2, channels: 2, window: 2 };
    const input = Float64Array.from([1, 8, 2, 7, 3, 6, 4, 5, -1, -8, -2, -7, -3, -6, -4, -5]);
    expect([...maxPool(input, size).output]).toEqual([4, 8, -1, -5]);
  });

  test('gives a tie to the first in row-major order', () => {
    const size = { count: 1, height: 2, width: 2, channels: 1, window: 2 };
    expect([...maxPool(new Float64Array(4), size).winners]).toEqual([0]);
    expect([...maxPool(Float64Array.from([0, 1, 1, 1]), size).winners]).toEqual([1]);
    expect([...maxPool(Float64Array.from([0, 0, 1, 1]), size).winners]).toEqual([2]);
  });

  test('lets NaN win, so that a broken run shows', () => {
    const size = { count: 1, height: 2, width: 2, channels: 1, window: 2 };
    for (let at = 0; at < 4; at++) {
      const input = Float64Array.from([1, 2, 3, 4]);
      input[at] = NaN;
      expect(maxPool(input, size).output[0]).toBeNaN();
    }
  });

  test('is the largest of each window, for layers of any size', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const { window, channels } = size;
        const input = someValues(lengthOf(size), seed);
        const rows = Math.floor(size.height / window);
        const columns = Math.floor(size.width / window);
        const windows = new Map<number, number[]>();
        input.forEach((value, i) => {
          const channel = i % channels;
          const column = Math.floor((Math.floor(i / channels) % size.width) / window);
          const row = Math.floor((Math.floor(i / channels / size.width) % size.height) / window);
          const n = Math.floor(i / channels / size.width / size.height);
          if (row >= rows || column >= columns) return;
          const place = ((n * rows + row) * columns + column) * channels + channel;
          windows.set(place, [...(windows.get(place) ?? []), value]);
        });
        const expected = [...windows]
          .sort(([a], [b]) => a - b)
          .map(([, list]) => Math.max(...list));
        expect([...maxPool(input, size).output]).toEqual(expected);
      }),
    );
  });

  test('hands back the gradients that small steps to both sides give', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const input = apartValues(lengthOf(size), seed);
        const { output, winners } = maxPool(input, size);
        const g = someValues(output.length, seed);
        const loss = () => weigh(maxPool(input, size).output, g);
        const back = maxPoolBackward(winners, g, input.length);
        expect(farthest(back, numericalGradient(input, loss))).toBeLessThan(1e-8);
      }),
      { numRuns: 40 },
    );
  });
});
