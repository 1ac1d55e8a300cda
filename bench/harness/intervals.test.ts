import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitsOf, type Meeting } from './intervals.ts';

const interval = (from: number, until: number) => ({ from, until });

describe('the shares of a step', () => {
  it('are told apart: late, together, uneven, and nobody', () => {
    const meetings: Meeting[] = [
      { own: interval(10, 40), other: interval(15, 50) },
      { own: interval(60, 90), other: interval(60, 80) },
    ];
    const found = waitsOf(interval(0, 100), meetings, 5);
    // 10-15 late; 15-40 and 60-80 both; 40-50 and 80-90 uneven; 0-10, 50-60, 90-100 nobody.
    expect(found.late).toBeCloseTo(0.05, 12);
    expect(found.both).toBeCloseTo(0.45, 12);
    expect(found.uneven).toBeCloseTo(0.2, 12);
    expect(found.neither).toBeCloseTo(0.3, 12);
    expect(found.optimiser).toBe(0.05);
  });

  it('count a part as late and nothing as shared where one begins after the other has ended', () => {
    const found = waitsOf(interval(0, 10), [{ own: interval(0, 4), other: interval(6, 10) }], 0);
    expect(found.both).toBe(0);
    expect(found.late + found.uneven + found.neither).toBeCloseTo(1, 12);
    expect(found.late).toBeCloseTo(0.6, 12);
  });

  it('add up to the whole, and none is negative, for meetings one after the other', () => {
    const gap = fc.double({ min: 0.01, max: 5, noNaN: true });
    const meeting = fc.tuple(gap, gap, gap, gap, gap);
    fc.assert(
      fc.property(fc.array(meeting, { minLength: 1, maxLength: 9 }), gap, (shapes, tail) => {
        let now = 0;
        const meetings = shapes.map(([pause, a, b, c, d]): Meeting => {
          now += pause;
          const made = { own: interval(now, now + a + b), other: interval(now + c, now + c + d) };
          now = Math.max(made.own.until, made.other.until);
          return made;
        });
        const found = waitsOf(interval(0, now + tail), meetings, 0);
        const shares = [found.both, found.late, found.uneven, found.neither];
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
});
