import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelStatistics } from '../math/batch-norm.ts';
import { readChannels } from './channel-reading.ts';

describe('the reading of channels', () => {
  it('counts each value once: in a bin, or as zero', () => {
    const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: -5, max: 9, noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (one, bins) => {
        // Two channels: the values, and their opposites.
        const input = Float64Array.from(one.flatMap((value) => [value, -value]));
        const reading = readChannels(input, 2, bins);
        for (const c of [0, 1]) {
          const counted = reading.counts.subarray(c * bins, (c + 1) * bins);
          const sum = counted.reduce((all, count) => all + count, reading.zeros[c]!);
          expect(sum).toBe(one.length);
          expect(reading.cells).toBe(one.length);
        }
        expect(reading.least[1]).toBeCloseTo(-reading.most[0]!, 10);
        const { mean, variance } = channelStatistics(input, 2);
        expect(reading.mean).toEqual(Float32Array.from(mean));
        expect(reading.variance).toEqual(Float32Array.from(variance));
      }),
    );
  });

  it('has the greatest value in its last bin, and the others by equal steps', () => {
    const reading = readChannels(Float64Array.of(1, 1.4, 2, 3, 5, 0), 1, 5);
    expect([...reading.counts]).toEqual([0, 2, 1, 1, 1]);
    expect(reading.zeros[0]).toBe(1);
  });

  it('of one number alone has it in the first bin', () => {
    expect([...readChannels(Float64Array.of(2, 2), 1, 3).counts]).toEqual([2, 0, 0]);
  });

  it('refuses values that are not whole channels', () => {
    expect(() => readChannels(new Float32Array(5), 2, 3)).toThrow('for 2 channels, got 5');
    expect(() => readChannels(new Float32Array(0), 2, 3)).toThrow('got 0');
  });
});
