import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectivities, smallNetwork, weightIndex } from './small-network.ts';
import { smallSize } from './small-run.ts';

const size = fc
  .record({
    height: fc.integer({ min: 3, max: 9 }),
    width: fc.integer({ min: 3, max: 9 }),
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    filters: fc.integer({ min: 1, max: 4 }),
  })
  .map((parts) => ({ ...parts, classes: 3 }));

test('every weight of the layer serves somewhere: one unit each, or one in each place where it is shared', () => {
  fc.assert(
    fc.property(size, fc.constantFrom(...connectivities), (made, kind) => {
      const net = smallNetwork(made, kind, 'mean');
      const uses = new Array<number>(net.parts.kernel.length).fill(0);
      net.taps.forEach((taps, place) =>
        taps.forEach((_, tap) => {
          for (let f = 0; f < made.filters; f++) uses[weightIndex(net, place, tap, f)]! += 1;
        }),
      );
      const places = net.rows * net.columns;
      expect(new Set(uses)).toEqual(new Set([kind === 'shared' ? places : 1]));
    }),
  );
});

test('a window lies inside the picture and moves by its stride; a dense unit reads every pixel once', () => {
  fc.assert(
    fc.property(size, (made) => {
      const { height, width, kernel, stride } = made;
      const local = smallNetwork(made, 'local', 'mean');
      local.taps.forEach((taps, place) => {
        const row = Math.floor(place / local.columns) * stride;
        const column = (place % local.columns) * stride;
        expect(taps[0]).toBe(row * width + column);
        expect(row + kernel).toBeLessThanOrEqual(height);
        expect(column + kernel).toBeLessThanOrEqual(width);
        expect(taps.at(-1)).toBe((row + kernel - 1) * width + column + kernel - 1);
      });
      for (const taps of smallNetwork(made, 'dense', 'places').taps)
        expect([...taps]).toEqual(Array.from({ length: height * width }, (_, i) => i));
    }),
  );
});

test('the figure`s layer has 7 x 7 places, and its counts are those of the formulas', () => {
  const count = (kind: 'dense' | 'local' | 'shared') => {
    const { parts } = smallNetwork(smallSize, kind, 'mean');
    return parts.kernel.length + parts.bias.length;
  };
  expect(smallNetwork(smallSize, 'shared', 'mean')).toMatchObject({ rows: 7, columns: 7 });
  expect(count('dense')).toBe((16 * 16 + 1) * 7 * 7 * 8);
  expect(count('local')).toBe((4 * 4 + 1) * 7 * 7 * 8);
  expect(count('shared')).toBe((4 * 4 + 1) * 8);
});

test('the read-out has a weight for each filter, or for each filter at each place', () => {
  expect(smallNetwork(smallSize, 'local', 'mean').parts.readKernel.length).toBe(8 * 3);
  expect(smallNetwork(smallSize, 'local', 'places').parts.readKernel.length).toBe(7 * 7 * 8 * 3);
});

test('a window larger than the picture is refused', () => {
  expect(() => smallNetwork({ ...smallSize, kernel: 17 }, 'shared', 'mean')).toThrow(
    'expected a window that fits 16 x 16 pixels, got 17 x 17',
  );
});
