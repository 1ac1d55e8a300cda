import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateMeter } from './rate.ts';

describe('the rate of a download', () => {
  test('of an even stream is its speed, whatever the window and the ticks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 10_000 }),
        fc.integer({ min: 10, max: 1_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (window, tick, perMillisecond) => {
          const meter = new RateMeter(window, 0, 500);
          for (let time = tick; time <= 20 * tick; time += tick)
            meter.note(time, 500 + time * perMillisecond);
          const { rate } = meter.read(20 * tick, 1e9);
          expect(rate).toBeCloseTo(perMillisecond * 1000, 3);
        },
      ),
    );
  });

  test('forgets what lies before its window', () => {
    const meter = new RateMeter(1_000, 0, 0);
    meter.note(1_000, 1_000_000);
    for (let time = 1_100; time <= 3_000; time += 100) meter.note(time, 1_000_000);
    expect(meter.read(3_000, 2_000_000)).toMatchObject({ rate: 0, left: Infinity, elapsed: 3_000 });
  });

  test('does not count what was there before, and starts anew after a restart', () => {
    const meter = new RateMeter(10_000, 0, 5_000);
    meter.note(1_000, 6_000);
    expect(meter.read(1_000, 11_000)).toMatchObject({ rate: 1_000, left: 5 });
    meter.note(2_000, 0);
    meter.note(3_000, 500);
    expect(meter.read(3_000, 1_000)).toMatchObject({ bytes: 500, rate: 500, left: 1 });
  });
});
