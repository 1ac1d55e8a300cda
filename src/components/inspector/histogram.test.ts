import { bin } from 'd3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf, silentAlways, silentHere } from './histogram.ts';

const volume = (values: readonly number[], channels = 1) => ({
  height: 1,
  width: values.length / channels,
  channels,
  data: Float32Array.from(values),
});

test('zeros are counted apart, and all other values fall into bins from zero to the greatest', () => {
  const found = histogramOf(volume([0, 0, 1, 2, 4, 4]), 'sequential', 4);
  expect(found.zeros).toBe(2);
  expect(found.total).toBe(6);
  expect(found.bins).toEqual([
    { from: 0, to: 1, count: 0 },
    { from: 1, to: 2, count: 1 },
    { from: 2, to: 3, count: 1 },
    { from: 3, to: 4, count: 2 },
  ]);
});

test('signed values are counted on a range that is the same on both sides of zero', () => {
  const { bins } = histogramOf(volume([-1, 0.5, 3]), 'signed', 6);
  expect([bins[0]!.from, bins.at(-1)!.to]).toEqual([-3, 3]);
  expect(bins.map(({ count }) => count)).toEqual([0, 0, 1, 1, 0, 1]);
});

test('the counts are those of d3, and none is lost', () => {
  const value = fc.integer({ min: -400, max: 400 }).map((whole) => whole / 64);
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
      const found = histogramOf(volume(values), 'signed', 8);
      const reach = found.bins.at(-1)!.to;
      const edges = found.bins.slice(1).map(({ from }) => from);
      const theirs = bin().domain([-reach, reach]).thresholds(edges)(values.filter((v) => v !== 0));
      expect(found.bins.reduce((sum, { count }) => sum + count, found.zeros)).toBe(values.length);
      // Values on an edge may be rounded to either side of it; a quarter of a bin away none is.
      const near = values.some((v) => edges.some((edge) => Math.abs(v - edge) < 1e-9));
      if (!near) expect(found.bins.map(({ count }) => count)).toEqual(theirs.map((b) => b.length));
    }),
  );
});

test('a channel is silent where it is zero everywhere, after BatchNorm where it never changes', () => {
  const one = volume([0, 1, -2, 0, 1, 3, 0, 1, 0], 3);
  expect(silentHere(one, 'sequential')).toEqual([0]);
  expect(silentHere(one, 'signed')).toEqual([0, 1]);
});

test('over many pictures the least and the greatest value decide', () => {
  const answers = {
    channels: 3,
    means: new Float32Array(9),
    selectivity: new Float32Array(3),
    least: Float32Array.from([0, 0, 0.5]),
    most: Float32Array.from([0, 2, 0.5]),
  };
  expect(silentAlways(answers, 'sequential')).toEqual([0]);
  expect(silentAlways(answers, 'signed')).toEqual([0, 2]);
});
