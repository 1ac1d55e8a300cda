import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nativeRuns } from '../facts/native-runs.ts';
import { publishedBest, publishedRun } from '../facts/published-run.ts';
import {
  accuracyAt,
  nearestRun,
  outcomeOf,
  reachOf,
  samplingError,
  spreadOf,
  type SeedRun,
} from './seed-runs.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const someRuns = fc
  .array(fc.array(share, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 6 })
  .map((all) =>
    all.map((accuracies, index): SeedRun => ({
      id: `${index}`,
      kind: 'ours',
      name: '',
      accuracies,
    })),
  );
const native = nativeRuns.map(({ seed, validationAccuracy }): SeedRun => ({
  id: `native-${seed}`,
  kind: 'native',
  name: '',
  accuracies: validationAccuracy,
}));

describe('what runs came to', () => {
  test('is their highest accuracy, the first of equals, and their last', () => {
    const accuracies = publishedRun.map(({ validationAccuracy }) => validationAccuracy);
    expect(outcomeOf({ accuracies })).toEqual({
      best: publishedBest.validationAccuracy,
      bestEpoch: publishedBest.epoch,
      last: 0.808,
    });
    expect(outcomeOf({ accuracies: [0.5, 0.7, 0.7] }).bestEpoch).toBe(2);
  });

  test('has the mean and the spread that the page of recorded runs prints of the native ones', () => {
    const best = spreadOf(native, 'native', 'best')!;
    expect([best.count, best.mean.toFixed(4), best.deviation.toFixed(4)]).toEqual([
      4,
      '0.8782',
      '0.0021',
    ]);
    const last = spreadOf(native, 'native', 'last')!;
    expect([last.mean.toFixed(4), last.deviation.toFixed(4)]).toEqual(['0.8640', '0.0275']);
    expect(reachOf(native, 'last')).toEqual([0.823, 0.8813]);
  });

  test('has no spread where there is one run or none', () => {
    expect(spreadOf(native.slice(1, 2), 'native', 'last')).toBeNull();
    expect(spreadOf(native, 'published', 'last')).toBeNull();
  });
});

describe('the run nearest to a place', () => {
  test('is at no greater distance than any other', () => {
    fc.assert(
      fc.property(someRuns, fc.double({ min: 0, max: 10, noNaN: true }), share, (runs, at, y) => {
        const epoch = Math.max(1, at);
        const far = (run: SeedRun): number => {
          const value = accuracyAt(run, epoch);
          return value === null ? Infinity : Math.abs(value - y);
        };
        const least = Math.min(...runs.map(far));
        const found = nearestRun(runs, at, y);
        if (least === Infinity) expect(found).toBeNull();
        else expect(far(found!)).toBe(least);
      }),
    );
  });

  test('is measured on the lines between epochs', () => {
    const [first] = native as [SeedRun, ...SeedRun[]];
    expect(accuracyAt(first, 1.5)).toBeCloseTo((0.3333 + 0.4157) / 2, 12);
    expect(accuracyAt(first, 10)).toBe(0.8767);
    expect(accuracyAt(first, 10.5)).toBeNull();
  });
});

test('an accuracy over many pictures wavers as a share of so many throws does', () => {
  // 3,000 throws, 88 % hits: 0.59 points.
  expect(samplingError(0.88, 3000)).toBeCloseTo(0.00593, 5);
  expect(samplingError(1, 3000)).toBe(0);
});
