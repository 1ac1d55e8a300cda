import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelStatistics, normalise } from '../../core/math/batch-norm.ts';
import { encodeFloat16 } from '../../core/math/float16.ts';
import { readChannels } from '../../core/network/channel-reading.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { view } from '../../core/network/parameters.ts';
import { checkedText } from '../figure/figure-text.ts';
import { epochWords } from './epoch-words.ts';
import { movingOf, statisticsIn, unpackedMoving } from './epochs.ts';
import {
  barsOf,
  beyond,
  countedOf,
  domainAround,
  placeOn,
  ticksOf,
  upperEnd,
} from './histogram.ts';
import { normText, normWords } from './norm-words.ts';
import { behind, lineOf, normAt, norms } from './norms.ts';

const values = fc.array(fc.double({ min: 0, max: 9, noNaN: true }), {
  minLength: 2,
  maxLength: 40,
});
const knob = fc.double({ min: -3, max: 3, noNaN: true });

describe('a batch norm of one channel', () => {
  it('is the oracle’s, as one line', () => {
    fc.assert(
      fc.property(values, knob, knob, (list, gamma, beta) => {
        const input = Float64Array.from(list);
        const { mean, variance } = channelStatistics(input, 1);
        const used = { mean: mean[0]!, variance: variance[0]! };
        const line = lineOf({ gamma, beta }, used, 1e-3);
        const wanted = normalise(
          input,
          Float64Array.of(gamma),
          Float64Array.of(beta),
          { mean, variance },
          1e-3,
        );
        input.forEach((x, i) => expect(line.scale * x + line.shift).toBeCloseTo(wanted[i]!, 8));
        const out = channelStatistics(wanted, 1);
        expect(behind(line, used).mean).toBeCloseTo(out.mean[0]!, 8);
        expect(behind(line, used).deviation).toBeCloseTo(Math.sqrt(out.variance[0]!), 8);
      }),
    );
  });

  it('is found by its own name and by that of the layer that feeds it', () => {
    expect(norms.map(({ id, from, channels }) => [id, from, channels])).toEqual([
      ['bn1', 'conv1a', 32],
      ['bn2', 'conv2a', 64],
      ['bn3', 'conv3a', 128],
    ]);
    expect(normAt('conv2a')?.id).toBe('bn2');
    expect(normAt('pool1')).toBeNull();
  });
});

describe('its histogram', () => {
  it('holds all values, wherever the line takes them', () => {
    fc.assert(
      fc.property(values, knob, knob, (list, scale, shift) => {
        const counted = countedOf(readChannels(Float64Array.from(list), 1, 7), 0);
        const { bars, zero } = barsOf(counted, { scale, shift });
        const sum = bars.reduce((all, { share }) => all + share, zero.share);
        expect(sum).toBeCloseTo(1, 10);
        for (const { from, to } of bars) expect(from).toBeLessThanOrEqual(to);
        expect(zero.at).toBe(shift);
        expect(upperEnd(counted)).toBeGreaterThan(0);
      }),
    );
  });

  it('tells how much stands beyond its axis', () => {
    const counted = { least: 0, most: 10, counts: [6, 0, 0, 0, 2], zeros: 2, cells: 10 };
    expect(beyond(barsOf(counted), [0, 10])).toBe(0);
    expect(beyond(barsOf(counted), [0, 8])).toBeCloseTo(0.2, 10);
    expect(beyond(barsOf(counted, { scale: 1, shift: -3 }), [-1, 8])).toBeCloseTo(0.8, 10);
    expect(upperEnd({ ...counted, counts: [995, 0, 0, 0, 5] })).toBe(2);
  });

  it('has an axis with round ends around all values', () => {
    expect(domainAround([0.37, 0.91])).toEqual([0, 1]);
    const [low, high] = domainAround([-1.3, 2.2], 0.3);
    expect(low).toBeLessThanOrEqual(-1.3 - 0.3 * 3.5);
    expect(high).toBeGreaterThanOrEqual(2.2 + 0.3 * 3.5);
    expect(ticksOf([-2, 2], 4).map(({ text }) => text)).toEqual(['−2', '−1', '0', '1', '2']);
    expect([-9, 0, 1, 9].map((value) => placeOn(value, [-2, 2]))).toEqual([0, 50, 75, 100]);
  });
});

describe('the statistics of an epoch', () => {
  it('are those of the weights, after their way through a page', () => {
    const weights = initialWeights(layout, 1);
    view(layout, weights, 'bn2/moving_mean')[5] = 0.25;
    view(layout, weights, 'bn3/moving_variance')[127] = 0.5;
    const bytes = encodeFloat16(movingOf(weights));
    const [first, second] = unpackedMoving(
      Buffer.concat([bytes, encodeFloat16(movingOf(initialWeights(layout, 2)))]).toString('base64'),
    );
    expect(statisticsIn(first!, 'bn2', 5)).toEqual({ mean: 0.25, variance: 1 });
    expect(statisticsIn(first!, 'bn3', 127)).toEqual({ mean: 0, variance: 0.5 });
    expect(statisticsIn(first!, 'bn1', 0)).toEqual({ mean: 0, variance: 1 });
    expect(statisticsIn(second!, 'bn2', 5)).toEqual({ mean: 0, variance: 1 });
  });

  it('are told with what is left of the start, and with what was measured', () => {
    const norm = { momentum: 0.99 };
    const accuracies = [1 / 3, 0.5];
    const known = { norm, stepsPerEpoch: 118, accuracies, measures: new Map() };
    expect(epochWords({ ...known, at: 1 })).toMatch(
      /epoch 1, 118 steps, 30\.5% of .* 33\.3% rightly\.$/,
    );
    expect(epochWords({ ...known, at: 2, measures: new Map([[2, { accuracy: 0.75 }]]) })).toContain(
      'each batch’s own statistics the same weights name 75.0%',
    );
    expect(epochWords({ ...known, at: 0 })).toContain('the moving variance 1');
  });
});

describe('its words', () => {
  it('keep to the bounds of a figure', () => {
    expect(checkedText(normText)).toBe(normText);
  });

  it('say what comes in, with what it is normalised, and what comes out', () => {
    const words = normWords({
      norm: norms[0]!,
      channel: 4,
      whose: 'moving',
      knobs: { gamma: 2, beta: -0.5 },
      batch: { mean: 0.5, variance: 0.25 },
      used: { mean: 0, variance: 0.999 },
      zeros: 0.625,
    });
    expect(words).toBe(
      'bn1, channel 5 of 32, by the moving statistics: mean 0.000, variance 0.999, γ 2.000, β −0.500. In: mean 0.500, standard deviation 0.500, 62.5% of the values are 0. Out: mean 0.500, standard deviation 1.000.',
    );
  });
});
