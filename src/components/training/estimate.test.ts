import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { limits, recipe } from '../../core/network/recipe.ts';
import { advice, durationText, estimate, schedules } from './estimate.ts';

const published = recipe.hyperparameters;

describe('what is left of a run', () => {
  test('at the start it is ten epochs of 15,000 pictures, each with a third of the cost of 3,000 more', () => {
    expect(estimate(0, published, 1000)).toEqual({ epoch: 16, run: 160 });
  });

  test('in the second epoch it is the rest of that and eight more', () => {
    const left = estimate(118 + 59, published, 1000)!;
    expect(left.epoch).toBeCloseTo((16_000 - 59 * 128) / 1000, 9);
    expect(left.run).toBeCloseTo(left.epoch + 8 * 16, 9);
  });

  test('is unknown without a rate, and nothing at the end', () => {
    expect(estimate(0, published, null)).toBeNull();
    expect(estimate(0, published, 0)).toBeNull();
    expect(estimate(1180, published, 1000)).toBeNull();
  });

  test('never grows from step to step', () => {
    const stepsOf = fc.record({
      batchSize: fc.integer({ min: 1, max: 512 }),
      trainingPictures: fc.integer({ min: 512, max: 15_000 }),
    });
    fc.assert(
      fc.property(stepsOf, fc.nat(5000), (given, step) => {
        const hyperparameters = { ...published, ...given };
        const now = estimate(step, hyperparameters, 50);
        const next = estimate(step + 1, hyperparameters, 50);
        if (now && next) expect(next.run).toBeLessThan(now.run);
        if (!now) expect(next).toBeNull();
      }),
    );
  });
});

describe('times in words', () => {
  test.each([
    [0, 'a few seconds'],
    [7.4, 'a few seconds'],
    [8, 'about 10 seconds'],
    [57, 'about 55 seconds'],
    [58, 'about a minute'],
    [89, 'about a minute'],
    [91, 'about 2 minutes'],
    [570, 'about 10 minutes'],
    [1390, 'about 25 minutes'],
    [3420, 'about 55 minutes'],
    [3480, 'about an hour'],
    [3600, 'about an hour'],
    [14_000, 'about 4 hours'],
    [172_000, 'about 2 days'],
    [Infinity, 'unknown'],
  ])('%d seconds: %s', (seconds, words) => {
    expect(durationText(seconds)).toBe(words);
  });
});

describe('advice', () => {
  const run = (pictures: number, rate: number) =>
    estimate(0, { ...published, trainingPictures: pictures, batchSize: 8 }, rate)!;

  test('none for a run that a reader can wait for', () => {
    expect(advice(run(15_000, 1000), 15_000, 1000)).toBeNull();
  });

  test('the largest schedule that a reader can wait for', () => {
    expect(advice(run(15_000, 2.6), 15_000, 2.6)).toBe(
      'With 150 training pictures all 10 epochs take about 10 minutes.',
    );
    expect(advice(run(15_000, 50), 15_000, 50)).toMatch(/^With 1,500 training pictures/);
  });

  test('the smallest where even that is long, and none where nothing is smaller', () => {
    expect(advice(run(15_000, 0.1), 15_000, 0.1)).toMatch(/^With 32 training pictures/);
    expect(advice(run(32, 0.1), 32, 0.1)).toBeNull();
  });

  test('all schedules are allowed numbers of training pictures', () => {
    for (const pictures of schedules) {
      expect(pictures).toBeGreaterThanOrEqual(limits.trainingPictures.least);
      expect(pictures).toBeLessThanOrEqual(limits.trainingPictures.most);
    }
  });
});
