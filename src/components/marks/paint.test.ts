import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainOf, paletteOf } from './colour.ts';
import { byStrength, extent, paintChannel, paintPicture, strength } from './paint.ts';

const volume = {
  height: 2,
  width: 2,
  channels: 2,
  data: Float32Array.of(0, -3, 1, -1, 2, 1, 4, 3),
};

test('extents are of one channel or of all', () => {
  expect(extent(volume, 0)).toEqual([0, 4]);
  expect(extent(volume, 1)).toEqual([-3, 3]);
  expect(extent(volume)).toEqual([-3, 4]);
});

test('the ends of a map have the ends of the palette', () => {
  const { data, width, height } = paintChannel(volume, 0, 'sequential');
  const colours = paletteOf('sequential');
  expect([width, height]).toEqual([2, 2]);
  expect([...data.slice(0, 4)]).toEqual([...colours.slice(0, 4)]);
  expect([...data.slice(12, 16)]).toEqual([...colours.slice(255 * 4)]);
});

test('zero is in the middle of a signed map, whatever its values', () => {
  fc.assert(
    fc.property(
      fc.float({ noNaN: true, min: -1e6, max: 1e6 }),
      fc.float({ noNaN: true, min: -1e6, max: 1e6 }),
      (a, b) => {
        const [low, high] = domainOf('signed', Math.min(a, b), Math.max(a, b));
        return low === -high && high > 0;
      },
    ),
  );
});

test('an all-zero map is dark and finite', () => {
  const dead = { height: 1, width: 2, channels: 1, data: new Float32Array(2) };
  const colours = paletteOf('sequential');
  expect([...paintChannel(dead, 0, 'sequential').data.slice(0, 4)]).toEqual([
    ...colours.slice(0, 4),
  ]);
});

test('pictures keep their bytes and are opaque', () => {
  expect([...paintPicture(Uint8Array.of(1, 2, 3, 4, 5, 6), 2, 1).data]).toEqual([
    1, 2, 3, 255, 4, 5, 6, 255,
  ]);
});

test('strength is the mean size of the values, and orders the channels', () => {
  expect(strength(volume, 0)).toBe(7 / 4);
  expect(strength(volume, 1)).toBe(8 / 4);
  expect(byStrength(volume)).toEqual([1, 0]);
});
