import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChannelMeter, evenly } from './channel-answers.ts';

/** A volume of one cell a channel. */
const single = (...values: number[]) => ({
  height: 1,
  width: 1,
  channels: values.length,
  data: Float32Array.from(values),
});

test('the means are those of each class over pictures, rows and columns', () => {
  const meter = new ChannelMeter(2, 2);
  const wide = (values: number[]) => ({
    height: 1,
    width: 2,
    channels: 2,
    data: Float32Array.from(values),
  });
  meter.add(wide([1, 10, 3, 30]), 0);
  meter.add(wide([5, 50, 7, 70]), 0);
  meter.add(wide([-2, 0, 0, 0]), 1);
  const { means, least, most } = meter.reading();
  expect([...means]).toEqual([4, 40, -1, 0]);
  expect([...least]).toEqual([-2, 0]);
  expect([...most]).toEqual([7, 70]);
});

test('a channel that the class decides has selectivity 1, one that ignores it 0', () => {
  const meter = new ChannelMeter(2, 3);
  meter.add(single(1, 2, 5), 0);
  meter.add(single(1, 4, 5), 0);
  meter.add(single(9, 2, 5), 1);
  meter.add(single(9, 4, 5), 1);
  expect([...meter.reading().selectivity]).toEqual([1, 0, 0]);
});

test('one worked by hand: variance between the classes over variance in all', () => {
  const meter = new ChannelMeter(3, 1);
  // Class means 1, 3, 8, mean 4: between 2·(9 + 1 + 16) = 52; within 6 times 1 = 6.
  [
    [0, 0],
    [2, 0],
    [2, 1],
    [4, 1],
    [7, 2],
    [9, 2],
  ].forEach(([value, label]) => meter.add(single(value!), label!));
  expect(meter.reading().selectivity[0]).toBeCloseTo(52 / 58, 6);
});

test('selectivity keeps between 0 and 1 and does not depend on scale or shift', () => {
  const value = fc.double({ min: -10, max: 10, noNaN: true });
  const pictures = fc.array(fc.tuple(value, fc.nat({ max: 2 })), { minLength: 6, maxLength: 40 });
  fc.assert(
    fc.property(pictures, (all) => {
      const read = (change: (value: number) => number): number => {
        const meter = new ChannelMeter(3, 1);
        for (const label of [0, 1, 2]) meter.add(single(change(label)), label);
        for (const [one, label] of all) meter.add(single(change(one)), label);
        return meter.reading().selectivity[0]!;
      };
      const plain = read((one) => one);
      expect(plain).toBeGreaterThanOrEqual(0);
      expect(plain).toBeLessThanOrEqual(1);
      expect(read((one) => 3 * one + 8)).toBeCloseTo(plain, 4);
    }),
  );
});

test('what it can not count is refused by name', () => {
  const meter = new ChannelMeter(2, 1);
  expect(() => meter.add(single(1, 2), 0)).toThrow('expected 1 of them, got 2');
  expect(() => meter.add(single(1), 2)).toThrow('expected a label below 2, got 2');
  meter.add(single(1), 0);
  expect(() => meter.reading()).toThrow('expected pictures of class 1, got none');
});

test('as many pictures of each class are taken, the first ones', () => {
  expect(evenly(Uint8Array.from([2, 0, 0, 0, 1, 2, 1, 2]), 3, 2)).toEqual([0, 1, 2, 4, 5, 6]);
  expect(evenly(Uint8Array.from([1, 1]), 3, 5)).toEqual([0, 1]);
});
