import { expect, test } from 'vitest';
import { checkedText } from '../figure/figure-text.ts';
import { countsText, poolAt, pools, sizesText } from './pools.ts';
import { poolingText, windowWords } from './pooling-words.ts';
import { poolChannel } from './windows.ts';

test('the three pools are those of the network', () => {
  expect(pools.map(({ id, from }) => `${from} ${id}`)).toEqual([
    'conv1b pool1',
    'conv2b pool2',
    'conv3b pool3',
  ]);
  expect(pools.map(sizesText)).toEqual([
    '30 × 30 px to 15 × 15 px',
    '13 × 13 px to 6 × 6 px',
    '4 × 4 px to 2 × 2 px',
  ]);
  expect(poolAt('conv2b')?.id).toBe('pool2');
  expect(poolAt('conv2a')).toBeNull();
});

test('counts say four to one, channels as they were, and what pool2 drops', () => {
  expect(countsText(pools[0]!)).toContain(
    '30 × 30 × 32 = 28,800 values and gives 15 × 15 × 32 = 7,200',
  );
  expect(countsText(pools[0]!)).not.toContain('no window');
  expect(countsText(pools[1]!)).toContain(
    '25 of the 169 cells of each channel, row 13 and column 13',
  );
  expect(countsText(pools[1]!)).toContain('All 64 channels stay');
});

test('a window is said with its winner, a tie with its rule, a dropped cell as such', () => {
  const data = Float32Array.of(1, 2, 0, 0, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const pooled = poolChannel({ height: 4, width: 4, channels: 1, data }, 0, 2);
  const pool = pools[2]!;
  expect(windowWords(pool, 4, pooled, { row: 0, column: 0 }, null)).toBe(
    'Output of pool3, channel 5 of 128, row 1, column 1: 4.000, the largest of 1.000, 2.000, 4.000, 3.000; their average is 2.500. The gradient goes back to row 2, column 1 of conv3b.',
  );
  expect(windowWords(pool, 4, pooled, { row: 0, column: 1 }, null)).toContain(
    '0.000, 0.000, 0.000, 0.000: all equal, so the first wins',
  );
  expect(windowWords(pools[1]!, 0, pooled, { row: 0, column: 0 }, { row: 12, column: 2 })).toMatch(
    /conv2b, channel 1 of 64, row 13, column 3: in no window/,
  );
});

test('the figure has all its words', () => {
  expect(checkedText(poolingText)).toBe(poolingText);
});
