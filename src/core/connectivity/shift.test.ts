import fc from 'fast-check';
import { expect, test } from 'vitest';
import { picture } from '../dataset/catalog.ts';
import { shifted, smallPictures } from './shift.ts';

/** A picture whose every byte says its place: row, column, channel. */
const marked = (): Uint8Array =>
  Uint8Array.from({ length: picture.bytes }, (_, i) => {
    const [row, column] = [Math.floor(i / 96), Math.floor(i / 3) % 32];
    return (i % 3 === 0 ? row : i % 3 === 1 ? column : 7 * row + column) & 255;
  });

const columnsOf = (pixels: Uint8Array, row: number): number[] =>
  Array.from({ length: 32 }, (_, column) => pixels[(row * 32 + column) * 3 + 1]!);

test('a picture moves sideways, and the free columns repeat its edge', () => {
  const pixels = marked();
  expect(shifted(pixels, 0)).toEqual(pixels);
  expect(columnsOf(shifted(pixels, 3), 5).slice(0, 6)).toEqual([0, 0, 0, 0, 1, 2]);
  expect(columnsOf(shifted(pixels, -3), 31).slice(-5)).toEqual([30, 31, 31, 31, 31]);
});

test('moving on is moving at once, as long as it goes one way', () => {
  const amount = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(amount, amount, fc.boolean(), (a, b, left) => {
      const sign = left ? -1 : 1;
      const pixels = Uint8Array.from([...marked(), ...marked().reverse()]);
      expect(shifted(shifted(pixels, sign * a), sign * b)).toEqual(shifted(pixels, sign * (a + b)));
    }),
  );
});

test('bytes that are no whole pictures are refused', () => {
  expect(() => shifted(new Uint8Array(100), 1)).toThrow('got 100');
});

test('black is -0.5, white 0.5, and a pixel is the mean of its square', () => {
  const pixels = new Uint8Array(2 * picture.bytes);
  pixels.fill(255, picture.bytes);
  // One white pixel of the four that make the first small one of the first picture.
  pixels.fill(255, 33 * 3, 34 * 3);
  const small = smallPictures(pixels, 16);
  expect(small).toHaveLength(2 * 256);
  expect(small[0]).toBeCloseTo(-0.25, 12);
  expect(small[1]).toBeCloseTo(-0.5, 12);
  expect(small[256]).toBeCloseTo(0.5, 12);
  expect(small[511]).toBeCloseTo(0.5, 12);
});

test('a shift by a square`s width is a shift by one small pixel', () => {
  const pixels = marked();
  const before = smallPictures(pixels, 16);
  const after = smallPictures(shifted(pixels, 2), 16);
  for (let row = 0; row < 16; row++)
    for (let column = 1; column < 16; column++)
      expect(after[row * 16 + column]).toBeCloseTo(before[row * 16 + column - 1]!, 12);
});

test('a side that does not divide the picture is refused', () => {
  expect(() => smallPictures(new Uint8Array(picture.bytes), 15)).toThrow('got 15');
});
