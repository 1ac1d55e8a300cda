import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareScale } from './share-scale.ts';

test('an axis begins and ends at whole steps, and holds what it must', () => {
  const { domain, ticks } = shareScale([1 / 3, 0.895], 0.1);
  expect(domain).toEqual([0.3, 0.9]);
  expect(ticks.map(({ text }) => text)).toEqual(['30%', '40%', '50%', '60%', '70%', '80%', '90%']);
  expect(shareScale([0.8, 0.9], 0.05).domain).toEqual([0.8, 0.9]);
});

test('places and accuracies are each other’s inverse, between 0 and 1', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, fc.constantFrom(0.05, 0.1), (a, b, inside, step) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)];
      const scale = shareScale([least, most], step);
      const value = least + inside * (most - least);
      expect(scale.at(scale.place(value))).toBeCloseTo(value, 9);
      expect(scale.ticks[0]!.value).toBeLessThanOrEqual(least + 1e-6);
      expect(scale.ticks.at(-1)!.value).toBeGreaterThanOrEqual(most - 1e-6);
    }),
  );
});

test('runs that all came to the same have an axis all the same', () => {
  const { domain, ticks } = shareScale([0.85, 0.85], 0.05);
  expect(domain[1]).toBeGreaterThan(domain[0]);
  expect(ticks).toHaveLength(2);
  expect(shareScale([1, 1], 0.05).domain).toEqual([0.95, 1]);
});
