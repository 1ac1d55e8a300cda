import { expect, test } from 'vitest';
import { across, pathOf, plotLabels, plotUnits, shareScale } from './lines.ts';

const flat = (y: number) => [
  { x: 0, y },
  { x: 1, y },
];
const lines = { dense: flat(0.5), local: flat(0.51), shared: flat(0.52) };
const none = { dense: [], local: [], shared: [] };

test('the axis holds guessing, four fifths, and whatever was reached', () => {
  const height = 200;
  expect(shareScale(none, height).place(0.3)).toBe(height);
  expect(shareScale(none, height).place(0.8)).toBe(0);
  expect(shareScale({ ...none, dense: flat(0.93) }, height).place(1)).toBeCloseTo(0, 9);
  expect(shareScale({ ...none, dense: flat(0.12) }, height).place(0.1)).toBeCloseTo(height, 9);
});

test('a line goes from its first place to its last', () => {
  expect(across(0, [-6, 6])).toBe(plotUnits / 2);
  expect(pathOf(flat(0.5), [0, 1], () => 7)).toBe('M0,7L1000,7');
  expect(pathOf(flat(0.5).slice(1), [0, 1], () => 7)).toBe('');
});

test('the names at the ends stand apart, in the order of the lines', () => {
  const { place } = shareScale(lines, 200);
  const tops = plotLabels(lines, place, 200).map(({ top }) => top);
  expect(tops[0]! - tops[1]!).toBeGreaterThanOrEqual(18 - 1e-9);
  expect(tops[1]! - tops[2]!).toBeGreaterThanOrEqual(18 - 1e-9);
  expect(plotLabels(none, place, 200)).toEqual([]);
});
