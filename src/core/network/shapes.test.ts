import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from './network.ts';
import { outputShape, shapes, volumeOf } from './shapes.ts';

const input = { height: 5, width: 4, channels: 3 };

describe('shapes', () => {
  test('along the network go from 32×32×3 through three blocks to 512 values and 3', () => {
    const ends = shapes(network)
      .filter((_, index) => [0, 5, 10, 15, 16, 17].includes(index))
      .map(({ height, width, channels }) => `${height}×${width}×${channels}`);
    expect(ends).toEqual(['32×32×3', '15×15×32', '6×6×64', '2×2×128', '1×1×512', '1×1×3']);
  });

  test('of a convolution and a pool count the places where the window fits', () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 4 }), (height, width, window) => {
        const places = (length: number, stride: number) =>
          Array.from({ length }, (_, at) => at * stride).filter((at) => at + window <= length)
            .length;
        fc.pre(height >= window && width >= window);
        const from = { height, width, channels: 2 };
        expect(
          outputShape(
            { kind: 'convolution', id: 'c', filters: 7, kernel: window, padding: 'valid' },
            from,
          ),
        ).toEqual({ height: places(height, 1), width: places(width, 1), channels: 7 });
        expect(outputShape({ kind: 'max-pool', id: 'p', size: window }, from)).toEqual({
          height: places(height, window),
          width: places(width, window),
          channels: 2,
        });
      }),
    );
  });

  test('are refused where a window does not fit, naming layer and sizes', () => {
    expect(() =>
      outputShape(
        { kind: 'convolution', id: 'wide', filters: 1, kernel: 5, padding: 'valid' },
        input,
      ),
    ).toThrow('wide: a kernel of 5 needs an input at least as large, got 5x4');
    expect(() => outputShape({ kind: 'max-pool', id: 'pool', size: 5 }, input)).toThrow(
      'pool: a window of 5 needs an input at least as large, got 5x4',
    );
  });

  test('hold height times width times channels', () => {
    expect(volumeOf(input)).toBe(60);
    expect(outputShape({ kind: 'flatten', id: 'f' }, input)).toEqual({
      height: 1,
      width: 1,
      channels: 60,
    });
  });
});
