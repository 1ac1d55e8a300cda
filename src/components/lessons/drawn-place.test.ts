import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centred, changed, firstPlace, pixelAt, spanned } from './drawn-place.ts';

const pixel = fc.record({
  row: fc.integer({ min: 0, max: 31 }),
  column: fc.integer({ min: 0, max: 31 }),
});

test('a drag spans both of its pixels, whichever way it goes', () => {
  fc.assert(
    fc.property(pixel, pixel, (from, to) => {
      const place = spanned(from, to);
      expect(place).toEqual(spanned(to, from));
      for (const { row, column } of [from, to]) {
        expect(row >= place.row && row < place.row + place.height).toBe(true);
        expect(column >= place.column && column < place.column + place.width).toBe(true);
      }
    }),
  );
  expect(spanned({ row: 2, column: 9 }, { row: 5, column: 3 })).toEqual({
    row: 2,
    column: 3,
    height: 4,
    width: 7,
  });
});

test('a tap lays the same size around the pixel, as far as the picture allows', () => {
  expect(centred(firstPlace, { row: 16, column: 16 })).toEqual(firstPlace);
  expect(centred(firstPlace, { row: 0, column: 31 })).toMatchObject({ row: 0, column: 24 });
});

test('no slider leads off the picture', () => {
  const part = fc.record(
    {
      row: fc.integer({ min: -50, max: 80 }),
      column: fc.integer({ min: -50, max: 80 }),
      height: fc.integer({ min: -50, max: 80 }),
      width: fc.integer({ min: -50, max: 80 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const { row, column, height, width } = parts.reduce(changed, firstPlace);
      expect(Math.min(row, column)).toBeGreaterThanOrEqual(0);
      expect(Math.min(height, width)).toBeGreaterThanOrEqual(1);
      expect(row + height).toBeLessThanOrEqual(32);
      expect(column + width).toBeLessThanOrEqual(32);
    }),
  );
  expect(changed(firstPlace, { height: 30 })).toMatchObject({ row: 2, height: 30, column: 12 });
});

test('a pointer beyond the rim means the rim', () => {
  expect(pixelAt(-3, 40)).toEqual({ row: 0, column: 31 });
});
