import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPool } from '../../core/math/max-pool.ts';
import {
  averagePool,
  averagePoolBackward,
  outputOf,
  poolChannel,
  tellingPlace,
  windowCells,
} from './windows.ts';

const sizes = fc.record({
  height: fc.integer({ min: 2, max: 9 }),
  width: fc.integer({ min: 2, max: 9 }),
  channels: fc.integer({ min: 1, max: 4 }),
  seed: fc.integer(),
});
const volumeOf = ({
  height,
  width,
  channels,
  seed,
}: typeof sizes extends fc.Arbitrary<infer T> ? T : never) => ({
  height,
  width,
  channels,
  data: Float32Array.from({ length: height * width * channels }, (_, i) =>
    Math.max(0, Math.sin(i * 12.9898 + seed)),
  ),
});

test('a channel alone gives what the whole layer gives for it', () => {
  fc.assert(
    fc.property(sizes, fc.nat(3), (size, at) => {
      const volume = volumeOf(size);
      const channel = at % size.channels;
      const all = maxPool(Float64Array.from(volume.data), { ...volume, count: 1, window: 2 });
      const { max } = poolChannel(volume, channel, 2);
      max.forEach((value, i) => expect(value).toBe(all.output[i * size.channels + channel]));
    }),
  );
});

test('the cells of a window hold its maximum once and its mean', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (size, at) => {
      const pooled = poolChannel(volumeOf(size), 0, 2);
      const place = at % pooled.max.length;
      const cell = { row: Math.floor(place / pooled.wide), column: place % pooled.wide };
      const cells = windowCells(pooled, cell);
      const values = cells.map(({ value }) => value);
      expect(cells.filter(({ wins }) => wins).map(({ value }) => value)).toEqual([
        Math.max(...values),
      ]);
      expect(pooled.max[place]).toBe(Math.max(...values));
      expect(pooled.average[place]).toBeCloseTo(values.reduce((a, b) => a + b) / 4, 12);
      for (const one of cells) expect(outputOf(pooled, one)).toEqual(cell);
    }),
  );
});

test('what goes back sums up to what came, and only the winner has it all', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const pooled = poolChannel(volumeOf(size), 0, 2);
      const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
      expect(sum(pooled.backMax)).toBe(pooled.max.length);
      expect(sum(pooled.backAverage)).toBeCloseTo(pooled.max.length, 12);
      pooled.backMax.forEach((value, i) => expect(value).toBe(pooled.winners.includes(i) ? 1 : 0));
    }),
  );
});

test('the gradient of the mean is what finite differences say', () => {
  const input = Float64Array.from({ length: 15 }, (_, i) => Math.cos(i));
  const gradient = Float64Array.of(0.5, -2);
  const back = averagePoolBackward(gradient, 3, 5, 2);
  const loss = (values: Float64Array) =>
    averagePool(values, 3, 5, 2).reduce((sum, value, i) => sum + value * gradient[i]!, 0);
  input.forEach((value, i) => {
    const more = loss(input.with(i, value + 1e-4));
    const less = loss(input.with(i, value - 1e-4));
    expect(back[i]).toBeCloseTo((more - less) / 2e-4, 8);
  });
});

test('of 13 rows and columns the last belong to no window', () => {
  const volume = { height: 13, width: 13, channels: 1, data: new Float32Array(169).fill(1) };
  const pooled = poolChannel(volume, 0, 2);
  expect([pooled.high, pooled.wide]).toEqual([6, 6]);
  expect(outputOf(pooled, { row: 12, column: 3 })).toBeNull();
  expect(outputOf(pooled, { row: 3, column: 12 })).toBeNull();
  expect(pooled.backAverage.filter((value) => value === 0)).toHaveLength(25);
});

test('the telling place is where the maximum stands out most', () => {
  const data = new Float32Array(16).fill(0.5);
  data[10] = 3;
  expect(tellingPlace(poolChannel({ height: 4, width: 4, channels: 1, data }, 0, 2))).toEqual({
    row: 1,
    column: 1,
  });
});

test('a channel that is not there is refused', () => {
  const volume = { height: 2, width: 2, channels: 3, data: new Float32Array(12) };
  expect(() => poolChannel(volume, 3, 2)).toThrow('a channel from 0 to 2, got 3');
});
