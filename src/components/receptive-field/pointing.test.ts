import { atom } from 'nanostores';
import { expect, test } from 'vitest';
import { initialSelection, select, selection, type Selection } from '../../session/selection.ts';
import { Pointing } from './pointing.ts';

/** The site's own selection, at a given start. */
function pointingAt(part: Partial<Selection>): Pointing {
  selection.set({ ...initialSelection, ...part });
  return new Pointing(selection, select);
}
const seen = () => {
  const { layer, channel, cell, pinned } = selection.get();
  return { layer, channel, cell, pinned };
};
const cell = { row: 1, column: 2 };
const start = { layer: 'conv2a', channel: 5, cell, pinned: false };

test('what was passed over is taken back when the mouse leaves, channel and cell too', () => {
  const pointing = pointingAt(start);
  pointing.point({ layer: 'conv3b' });
  pointing.point({ layer: 'pool3' });
  expect(seen()).toEqual({ layer: 'pool3', channel: null, cell: null, pinned: false });
  pointing.leave();
  expect(seen()).toEqual(start);
});

test('what was pressed stays when the mouse leaves', () => {
  const pointing = pointingAt(start);
  pointing.point({ layer: 'conv3b' });
  pointing.choose({ layer: 'conv3b' });
  pointing.leave();
  expect(seen().layer).toBe('conv3b');
});

test('leaving takes nothing back that was not passed over here', () => {
  const pointing = pointingAt(start);
  select({ layer: 'bn1' });
  pointing.leave();
  expect(seen().layer).toBe('bn1');
});

test('a pinned selection is not moved by passing over', () => {
  const pointing = pointingAt({ ...start, pinned: true });
  pointing.point({ layer: 'conv3b' });
  pointing.leave();
  expect(seen()).toEqual({ ...start, pinned: true });
});

test('stepping back lets go of the pin, then the cell, then the layer, then of nothing', () => {
  const pointing = pointingAt({ ...start, pinned: true });
  expect(pointing.stepBack()).toBe(true);
  expect(seen()).toEqual(start);
  expect(pointing.stepBack()).toBe(true);
  expect(seen()).toEqual({ ...start, cell: null });
  expect(pointing.stepBack()).toBe(true);
  expect(seen()).toEqual({ layer: null, channel: null, cell: null, pinned: false });
  expect(pointing.stepBack()).toBe(false);
});

test('it works on the selection that it is given', () => {
  const other = atom(initialSelection);
  const pointing = new Pointing(other, (part) => other.set({ ...other.get(), ...part }));
  pointing.choose({ layer: 'pool1' });
  expect(other.get().layer).toBe('pool1');
});
