import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintChannel } from '../marks/paint.ts';
import { paintSheet, placeUnder, sheetSize, tileAt } from './sheet-raster.ts';

const volume = {
  height: 3,
  width: 3,
  channels: 5,
  data: Float32Array.from({ length: 45 }, (_, i) => Math.sin(i)),
};

test('a tile shows what its channel painted alone shows, each cell enlarged', () => {
  const order = [4, 1, 0, 2, 3];
  const range = () => [-1, 1] as const;
  const sheet = paintSheet(volume, order, 2, 'signed', range);
  const size = sheetSize(volume, 5, 2);
  expect([sheet.width, sheet.height]).toEqual([size.width, size.height]);
  order.forEach((channel, index) => {
    const alone = paintChannel(volume, channel, 'signed', [-1, 1]);
    const { x, y, side } = tileAt(size, index);
    expect(side).toBe(3 * size.zoom);
    for (const [row, column] of [
      [0, 0],
      [1, 2],
      [2, 1],
    ] as const)
      for (const inside of [0, size.zoom - 1]) {
        const at = ((y + row * size.zoom + inside) * size.width + x + column * size.zoom) * 4;
        const from = (row * 3 + column) * 4;
        expect([...sheet.data.slice(at, at + 4)]).toEqual([...alone.data.slice(from, from + 4)]);
      }
  });
});

test('between tiles, and where the last row has none, nothing is painted', () => {
  const sheet = paintSheet(volume, [0, 1, 2], 2, 'sequential', () => [0, 1]);
  const { pitch, width } = sheetSize(volume, 3, 2);
  const alpha = (x: number, y: number) => sheet.data[(y * width + x) * 4 + 3];
  expect(alpha(pitch - 3, 0)).toBe(255);
  expect(alpha(pitch - 1, 0)).toBe(0);
  expect(alpha(pitch + 1, pitch + 1)).toBe(0);
});

test('the middle of every tile is pointed at as that tile', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 2, 4, 6, 13, 15, 30, 32),
      fc.integer({ min: 1, max: 128 }),
      fc.integer({ min: 1, max: 16 }),
      (side, count, columns) => {
        const size = sheetSize({ width: side }, count, columns);
        for (let index = 0; index < count; index++) {
          const tile = tileAt(size, index);
          const x = (tile.x + tile.side / 2) / size.width;
          const y = (tile.y + tile.side / 2) / size.height;
          expect(placeUnder(size, x, y, count)).toBe(index);
        }
        expect(placeUnder(size, 2, 2, count)).toBe(count - 1);
        expect(placeUnder(size, -1, -1, count)).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});
