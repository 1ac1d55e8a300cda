import { expect, test } from 'vitest';
import { movedPart, pinnedPart, stepBack, type Spot } from './spot.ts';

const free = { channel: 3, cell: null, pinned: false } as const;
const cell = { row: 1, column: 2 } as const;

test('a press pins, on another map too, and a second press on the same lets go', () => {
  expect(pinnedPart(free, { channel: 3 })).toEqual({ channel: 3, pinned: true });
  expect(pinnedPart({ ...free, pinned: true }, { channel: 4 })).toEqual({
    channel: 4,
    pinned: true,
  });
  expect(pinnedPart({ ...free, pinned: true }, { channel: 3 })).toEqual({
    channel: 3,
    pinned: false,
  });
});

test('a press on a cell of the pinned map pins the cell, and a second one lets go', () => {
  expect(pinnedPart({ ...free, pinned: true }, { channel: 3, cell }).pinned).toBe(true);
  expect(pinnedPart({ ...free, cell, pinned: true }, { channel: 3, cell }).pinned).toBe(false);
  expect(pinnedPart(null, { channel: 3, cell }).pinned).toBe(true);
});

test('Escape steps back by one level at a time', () => {
  expect(stepBack({ channel: 3, cell, pinned: true })).toEqual({ pinned: false });
  expect(stepBack({ channel: 3, cell, pinned: false })).toEqual({ cell: null });
  expect(stepBack(free)).toEqual({ channel: null });
  expect(stepBack({ channel: null, cell: null, pinned: false })).toBeNull();
});

test('a finger comes down and then presses: on another place it pins, on the same it lets go', () => {
  const tapped = (held: Parameters<typeof movedPart>[0], spot: Spot) => {
    const { channel, cell: at = held?.cell ?? null, pinned } = movedPart(held, spot);
    return pinnedPart({ channel, cell: at, pinned }, spot).pinned;
  };
  expect(tapped({ ...free, pinned: true }, { channel: 5 })).toBe(true);
  expect(tapped({ ...free, pinned: true }, { channel: 3, cell })).toBe(true);
  expect(tapped({ ...free, cell, pinned: true }, { channel: 3, cell })).toBe(false);
  expect(tapped(free, { channel: 3 })).toBe(true);
});

test('to move on lets go of what was pinned', () => {
  expect(movedPart({ ...free, pinned: true }, { channel: 4 })).toEqual({
    channel: 4,
    pinned: false,
  });
  expect(movedPart({ ...free, pinned: true }, { channel: 3 }).pinned).toBe(true);
});
