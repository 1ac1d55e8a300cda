import { expect, test } from 'vitest';
import { smallRecipe } from '../../core/connectivity/small-run.ts';
import { checkedText } from '../figure/figure-text.ts';
import {
  connectivityText,
  countLines,
  findingText,
  lossAt,
  pointsText,
  shiftLine,
  shiftName,
  unitLine,
} from './connectivity-text.ts';

/** Right at a tenth less for each so many pixels to either side. */
const falling = (start: number, each: number) =>
  smallRecipe.shifts.map((by) => start - each * Math.abs(by));
const shifted = {
  dense: falling(0.7, 0.02),
  local: falling(0.7, 0.015),
  shared: falling(0.65, 0.001),
};

test('the words fit the contract, with the counts of the network', () => {
  expect(checkedText(connectivityText)).toBe(connectivityText);
  for (const count of ['100,696,064', '917,504', '896'])
    expect(connectivityText.takeaway).toContain(count);
});

test('the counts and their formulas agree', () => {
  for (const kind of ['dense', 'local', 'shared'] as const)
    for (const { formula, count } of countLines(kind).filter((line) => line.formula)) {
      const [inputs, bias, times] = formula
        .match(/[\d,]+/g)!
        .map((n) => Number(n.replace(/,/g, '')));
      expect((inputs! + bias!) * times!).toBe(count);
    }
});

test('a unit is told with its window, counted from 1', () => {
  const line = unitLine({ row: 0, column: 6, filter: 7 });
  expect(line).toContain('Unit at row 1, column 7, filter 8: dense, it reads all 256 px');
  expect(line).toContain('rows 1 to 4 and columns 13 to 16');
});

test('a shift has a direction, and costs points', () => {
  expect([-3, 0, 6].map(shiftName)).toEqual(['3 px to the left', 'not moved', '6 px to the right']);
  expect(shiftLine(shifted, 4)).toBe(
    'Test pictures moved 4 px to the right: dense 62.0% (−8.0 points), locally connected 64.0% (−6.0 points), convolutional 64.6% (−0.4 points).',
  );
  expect(shiftLine(shifted, 0)).toBe(
    'Test pictures not moved: dense 70.0%, locally connected 70.0%, convolutional 65.0%.',
  );
});

test('points have a sign, and none at nothing', () => {
  expect([0.0213, -0.1, 0.0001, -0.0001].map(pointsText)).toEqual(['+2.1', '−10.0', '0.0', '0.0']);
});

test('what was lost is the mean of left and right', () => {
  const lopsided = smallRecipe.shifts.map((by) => (by === 6 ? 0.5 : by === -6 ? 0.6 : 0.7));
  expect(lossAt(lopsided, 6)).toBeCloseTo(0.15, 12);
});

test('the finding says what was lost, and sends for the other read-out until that is known', () => {
  expect(findingText({}, 'mean')).toBeNull();
  expect(findingText({ places: shifted }, 'mean')).toBeNull();
  const one = findingText({ mean: shifted }, 'mean')!;
  expect(one).toContain('the dense network loses 12.0 points');
  expect(one).toContain('the convolutional loses 0.6 points');
  expect(one).toMatch(/train again\.$/);
  const both = findingText(
    { mean: shifted, places: { ...shifted, shared: falling(0.7, 0.01) } },
    'mean',
  )!;
  expect(both).toContain('the convolutional loses 6.0 points. Sharing weights');
  expect(both).not.toContain('train again');
});

test('a network that got better is not said to lose', () => {
  const rising = { ...shifted, shared: falling(0.6, -0.001) };
  expect(findingText({ mean: rising }, 'mean')).toContain('the convolutional gains 0.6 points');
});
