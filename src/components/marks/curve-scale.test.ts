import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { publishedRun } from '../facts/published-run.ts';
import { leastLossDomain, lossAxis, mostLossDomain, shareAxis } from './curve-scale.ts';

const height = 240;
const published = publishedRun.flatMap(({ loss, validationLoss }) => [loss, validationLoss]);

describe('the axis of losses', () => {
  test('holds the published run in its least domain, with ticks at both ends', () => {
    const axis = lossAxis(published, height);
    expect(axis.domain).toEqual([...leastLossDomain]);
    expect(axis.ticks.map(({ text }) => text)).toEqual(['0.2', '0.5', '1', '2', '5']);
    expect(axis.place(0.2)).toBeCloseTo(height, 9);
    expect(axis.place(5)).toBeCloseTo(0, 9);
  });

  test('makes equal factors equal distances', () => {
    const { place } = lossAxis(published, height);
    expect(place(0.5) - place(1)).toBeCloseTo(place(1) - place(2), 9);
  });

  test('widens to the next of 1, 2, 5 where a loss lies beyond', () => {
    expect(lossAxis([0.13], height).domain).toEqual([0.1, 5]);
    expect(lossAxis([0.034], height).domain).toEqual([0.02, 5]);
    expect(lossAxis([5.2], height).domain).toEqual([0.2, 10]);
    expect(lossAxis([23], height).domain).toEqual([0.2, 50]);
  });

  test('clips what is out of all bounds, and puts what is no number at the top', () => {
    const axis = lossAxis([0, 1e9, NaN, Infinity], height);
    expect(axis.domain).toEqual([...mostLossDomain]);
    expect(axis.place(0)).toBeCloseTo(height, 9);
    expect(axis.place(1e9)).toBeCloseTo(0, 9);
    expect(axis.place(NaN)).toBe(0);
    expect(axis.place(Infinity)).toBe(0);
  });

  test('contains every loss within its bounds and stays readable', () => {
    const loss = fc.double({ min: mostLossDomain[0], max: mostLossDomain[1], noNaN: true });
    fc.assert(
      fc.property(fc.array(loss, { minLength: 1, maxLength: 20 }), (losses) => {
        const { domain, ticks, place } = lossAxis(losses, height);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...losses) * (1 + 1e-9));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...losses) * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        const places = ticks.map(({ value }) => place(value)).sort((a, b) => a - b);
        for (let i = 1; i < places.length; i++)
          expect(places[i]! - places[i - 1]!).toBeGreaterThan(14);
      }),
    );
  });
});

test('the axis of shares runs from 0 to 100 per cent, and a share that is no number stands at its foot', () => {
  const { ticks, place } = shareAxis(height);
  expect(ticks.map(({ text }) => text)).toEqual(['0%', '20%', '40%', '60%', '80%', '100%']);
  expect(place(0)).toBe(height);
  expect(place(1)).toBe(0);
  expect(place(1.5)).toBe(0);
  expect(place(NaN)).toBe(height);
});
