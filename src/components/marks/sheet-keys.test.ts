import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextChannel } from './sheet-keys.ts';

const grid = fc
  .record({ columns: fc.integer({ min: 1, max: 32 }), rows: fc.integer({ min: 1, max: 16 }) })
  .chain(({ columns, rows }) =>
    fc.record({
      columns: fc.constant(columns),
      count: fc.constant(columns * rows),
      current: fc.nat({ max: columns * rows - 1 }),
    }),
  );

test('a key of the grid never leads outside it', () => {
  const keys = fc.constantFrom('ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End');
  fc.assert(
    fc.property(grid, keys, ({ columns, count, current }, key) => {
      const next = nextChannel(key, current, columns, count)!;
      return next >= 0 && next < count;
    }),
  );
});

test('down and up are one row, and undo each other inside the grid', () => {
  expect(nextChannel('ArrowDown', 3, 8, 32)).toBe(11);
  expect(nextChannel('ArrowUp', 11, 8, 32)).toBe(3);
  expect(nextChannel('ArrowUp', 3, 8, 32)).toBe(3);
});

test('other keys are left to the page', () => {
  expect(nextChannel('Tab', 3, 8, 32)).toBeNull();
  expect(nextChannel('a', 3, 8, 32)).toBeNull();
});
