import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someRun } from './kept-run.fixture.ts';
import { outcome, spread, stoppedEarly, typicalRun } from './typical.ts';

/** A run of two epochs, the first the best. */
const ending = (seed: number, best: number, final: number) =>
  someRun(seed, [best, final], { most: 2 });

describe('what a run comes to', () => {
  it('is its best accuracy and the first epoch that had it, its last, and all its seconds', () => {
    expect(outcome(someRun(1, [0.5, 0.875, 0.7, 0.875, 0.8]))).toStrictEqual({
      best: 0.875,
      epoch: 2,
      final: 0.8,
      seconds: 75,
    });
  });

  it('is spread around the mean by the sample’s deviation', () => {
    expect(spread([2, 4, 9])).toStrictEqual({ mean: 5, deviation: Math.sqrt(13) });
    expect(spread([2])).toStrictEqual({ mean: 2, deviation: 0 });
  });

  it('is early where the recipe stopped it', () => {
    expect(stoppedEarly(someRun(1, [0.5, 0.8], { most: 2 }))).toBe(false);
    expect(stoppedEarly(someRun(1, [0.5, 0.8], { most: 3 }))).toBe(true);
  });
});

describe('the typical run', () => {
  it('has the median of the best accuracies, in whatever order the runs come', () => {
    const runs = [ending(1, 0.89, 0.8), ending(2, 0.87, 0.8), ending(3, 0.88, 0.8)];
    const orders = fc.shuffledSubarray(runs, { minLength: 3 });
    fc.assert(
      fc.property(orders, (order) => {
        expect(typicalRun(order).seed).toBe(3);
      }),
    );
  });

  it('is never the luckiest or the unluckiest of three or more that differ', () => {
    const accuracies = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), {
      minLength: 3,
      maxLength: 9,
    });
    fc.assert(
      fc.property(accuracies, (all) => {
        const runs = all.map((value, seed) => ending(seed, value / 1000, 0));
        const { best } = outcome(typicalRun(runs));
        expect(best).toBeGreaterThan(Math.min(...all) / 1000);
        expect(best).toBeLessThan(Math.max(...all) / 1000);
      }),
    );
  });

  it('of several as near is the one that ends nearest to the median of the ends', () => {
    const runs = [
      ending(1, 0.88, 0.7),
      ending(2, 0.88, 0.86),
      ending(3, 0.88, 0.84),
      ending(4, 0.9, 0.85),
      ending(5, 0.86, 0.83),
    ];
    expect(typicalRun(runs).seed).toBe(3);
  });

  it('of two is the one of the lower seed, if nothing else tells them apart', () => {
    expect(typicalRun([ending(8, 0.9, 0.9), ending(4, 0.88, 0.88)]).seed).toBe(4);
  });

  it('went the whole way, unless none did', () => {
    const early = someRun(1, [0.88], { most: 2 });
    const runs = [early, ending(2, 0.9, 0.8), ending(3, 0.87, 0.8)];
    expect(typicalRun(runs).seed).toBe(3);
    expect(typicalRun([early]).seed).toBe(1);
    expect(() => typicalRun([])).toThrow('expected at least one run');
  });
});
