import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { across, dotsOf, pathOf, smoothed } from './curve.ts';

describe('lines and dots', () => {
  const points = [
    { epoch: 1, value: 10 },
    { epoch: 2.5, value: 20 },
  ];

  test('a line goes through its points in the units of the drawing', () => {
    expect(pathOf(points, 10, (value) => 2 * value)).toBe('M100,20L250,40');
  });

  test('one point is no line', () => {
    expect(pathOf(points.slice(0, 1), 10, (value) => value)).toBe('');
  });

  test('a dot is a stroke of no length', () => {
    expect(dotsOf(points, 10, (value) => value)).toBe('M100.00,10.00h0M250.00,20.00h0');
  });

  test('the last epoch stands at the right edge', () => {
    expect(across(10, 10)).toBe(1000);
  });
});

describe('the moving mean', () => {
  test('of a constant is that constant from the first value on', () => {
    for (const mean of smoothed([0.7, 0.7, 0.7, 0.7], 10)) expect(mean).toBeCloseTo(0.7, 12);
  });

  test('of memory 2 is the mean weighted by halves', () => {
    const means = smoothed([1, 2, 3], 2);
    expect(means[0]).toBeCloseTo(1, 12);
    expect(means[1]).toBeCloseTo((0.5 * 1 + 1 * 2) / 1.5, 12);
    expect(means[2]).toBeCloseTo((0.25 * 1 + 0.5 * 2 + 1 * 3) / 1.75, 12);
  });

  test('stays between the least and the greatest value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        (values, memory) => {
          for (const mean of smoothed(values, memory)) {
            expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
            expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
          }
        },
      ),
    );
  });

  test('ends before a value that is no number', () => {
    expect(smoothed([1, 1, NaN, 1], 5)).toHaveLength(2);
  });
});
