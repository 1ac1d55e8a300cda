import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelStatistics, movingAverage, normalise, normaliseBackward } from './batch-norm.ts';
import { farthest, numericalGradient, someValues, weigh } from './gradient.fixture.ts';

const layers = fc.record({
  cells: fc.integer({ min: 2, max: 12 }),
  channels: fc.integer({ min: 1, max: 4 }),
  epsilon: fc.constantFrom(1e-3, 1e-2),
  seed: fc.nat(),
});

describe('batch normalisation', () => {
  test('takes mean and biased variance of each channel by itself', () => {
    // Channel 0 holds 1, 3; channel 1 holds 10, 10; channel 2 holds -1, 5.
    const { mean, variance } = channelStatistics(Float64Array.from([1, 10, -1, 3, 10, 5]), 3);
    expect([...mean]).toEqual([2, 10, 2]);
    expect([...variance]).toEqual([1, 0, 9]);
  });

  test('gives each channel mean beta and, but for epsilon, deviation gamma', () => {
    fc.assert(
      fc.property(layers, ({ cells, channels, seed }) => {
        const input = someValues(cells * channels, seed).map((value) => 5 * value + 3);
        const gamma = someValues(channels, seed, 1);
        const beta = someValues(channels, seed, 2);
        const out = normalise(input, gamma, beta, channelStatistics(input, channels), 0);
        const { mean, variance } = channelStatistics(out, channels);
        expect(farthest(mean, beta)).toBeLessThan(1e-9);
        expect(
          farthest(
            variance,
            gamma.map((value) => value ** 2),
          ),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  test('with given statistics is the line through them', () => {
    const statistics = { mean: Float64Array.from([2]), variance: Float64Array.from([8]) };
    const out = normalise(
      Float64Array.from([2, 5]),
      Float64Array.from([6]),
      Float64Array.from([0.5]),
      statistics,
      1,
    );
    expect([...out]).toEqual([0.5, 6.5]);
  });

  test('hands back the gradients that small steps to both sides give, through the statistics too', () => {
    fc.assert(
      fc.property(layers, ({ cells, channels, epsilon, seed }) => {
        const input = someValues(cells * channels, seed);
        const gamma = someValues(channels, seed, 1);
        const beta = someValues(channels, seed, 2);
        const g = someValues(input.length, seed, 3);
        const statistics = channelStatistics(input, channels);
        const loss = () =>
          weigh(normalise(input, gamma, beta, channelStatistics(input, channels), epsilon), g);
        const back = normaliseBackward(input, gamma, g, statistics, epsilon);
        // Where a channel hardly varies the curve is sharp: the third derivative grows with 1 / variance^1.5.
        const sharp = Math.min(...statistics.variance) + epsilon;
        const within = Math.max(1e-8, 1e-10 * sharp ** -1.5);
        expect(farthest(back.input, numericalGradient(input, loss))).toBeLessThan(within);
        expect(farthest(back.gamma, numericalGradient(gamma, loss))).toBeLessThan(1e-7);
        expect(farthest(back.beta, numericalGradient(beta, loss))).toBeLessThan(1e-8);
      }),
    );
  });

  test('moves its statistics by a hundredth of the way to the batch, with momentum 0.99', () => {
    const moved = movingAverage(Float64Array.from([1, 0]), Float64Array.from([3, -1]), 0.99);
    expect(moved[0]).toBeCloseTo(1.02, 12);
    expect(moved[1]).toBeCloseTo(-0.01, 12);
  });
});
