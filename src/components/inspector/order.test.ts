import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelAnswers } from '../../core/network/channel-answers.ts';
import { strength } from '../marks/paint.ts';
import { ordered, orders, orderWords } from './order.ts';

const volume = (data: number[], channels: number) => ({
  height: 1,
  width: data.length / channels,
  channels,
  data: Float32Array.from(data),
});
const answers = (...selectivity: number[]): ChannelAnswers => ({
  channels: selectivity.length,
  means: new Float32Array(3 * selectivity.length),
  selectivity: Float32Array.from(selectivity),
  least: new Float32Array(selectivity.length),
  most: new Float32Array(selectivity.length),
});

test('each order puts first what it is about', () => {
  const one = volume([0, 5, 1, 0, 5, 9], 3);
  expect(ordered(one, 'index', null)).toEqual([0, 1, 2]);
  expect(ordered(one, 'strength', null)).toEqual([1, 2, 0]);
  expect(ordered(one, 'selectivity', answers(0.2, 0.1, 0.9))).toEqual([2, 0, 1]);
});

test('before selectivity is known its order is that by number, and equals keep theirs', () => {
  const one = volume([3, 2, 1], 3);
  expect(ordered(one, 'selectivity', null)).toEqual([0, 1, 2]);
  expect(ordered(one, 'selectivity', answers(0, 0.5, 0))).toEqual([1, 0, 2]);
});

test('every order holds every channel once, and the order by strength falls', () => {
  const value = fc.float({ min: -9, max: 9, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
      const one = volume(values, values.length);
      for (const { value: by } of orders)
        expect([...ordered(one, by, answers(...values))].sort((a, b) => a - b)).toEqual(
          values.map((_, i) => i),
        );
      const sizes = ordered(one, 'strength', null).map((channel) => strength(one, channel));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }),
  );
});

test('how selectivity is found is said with its number of pictures', () => {
  expect(orderWords('selectivity', 60)).toContain('60 test pictures');
});
