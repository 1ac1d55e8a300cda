import { expect, test } from 'vitest';
import { channelRows } from './channel-rows.ts';

test('a row tells the range, the strength and the share of zeros of one channel', () => {
  const data = Float32Array.from([0, -1, 0, 3, 0, 2, 4, 0]);
  expect(channelRows({ height: 2, width: 2, channels: 2, data })).toEqual([
    { least: 0, most: 4, strength: 1, zeros: 0.75 },
    { least: -1, most: 3, strength: 1.5, zeros: 0.25 },
  ]);
});
