import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyed, level, snapped, stroked } from './drawn-curve.ts';

const range = { least: 0, most: 100 };

test('a stroke takes the points between along on a straight line, and leaves the others', () => {
  const flat = level(5, range);
  expect(flat).toEqual([50, 50, 50, 50, 50]);
  const first = stroked(flat, { index: 0, value: 10 }, { index: 0, value: 10 }, range);
  expect(first).toEqual([10, 50, 50, 50, 50]);
  const along = stroked(first, { index: 0, value: 10 }, { index: 3, value: 40 }, range);
  expect(along).toEqual([10, 20, 30, 40, 50]);
  expect(stroked(along, { index: 3, value: 40 }, { index: 1, value: 20 }, range)).toEqual(along);
});

test('whatever the hand does, values stay in the range and as many as they were', () => {
  const touch = fc.record({
    index: fc.integer({ min: 0, max: 6 }),
    value: fc.double({ min: -500, max: 500, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(touch, { minLength: 2, maxLength: 12 }), (touches) => {
      const end = touches.reduce(
        ({ values, from }, to) => ({ values: stroked(values, from, to, range), from: to }),
        { values: [...level(7, range)], from: touches[0]! },
      );
      expect(end.values).toHaveLength(7);
      expect(end.values.every((value) => value >= 0 && value <= 100)).toBe(true);
      expect(end.values[end.from.index]).toBe(snapped(end.from.value, range));
    }),
  );
});

test('keys go by a fiftieth, by ten of them, and to the ends; other keys are left alone', () => {
  expect(keyed(50, 'ArrowUp', range)).toBe(52);
  expect(keyed(50, 'ArrowLeft', range)).toBe(48);
  expect(keyed(50, 'PageUp', range)).toBe(70);
  expect(keyed(95, 'PageUp', range)).toBe(100);
  expect(keyed(50, 'Home', range)).toBe(0);
  expect(keyed(50, 'End', range)).toBe(100);
  expect(keyed(50, 'Tab', range)).toBeNull();
  expect(keyed(0.5, 'ArrowUp', { least: 0, most: 1 })).toBe(0.52);
});
