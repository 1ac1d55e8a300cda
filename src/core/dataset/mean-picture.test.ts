import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MeanMeter, meanColour } from './mean-picture.ts';

/** Pictures whose bytes tell their place, with labels of all three classes. */
const set = fc.record({
  labels: fc.uint8Array({ min: 0, max: 2, minLength: 1, maxLength: 12 }),
  factor: fc.integer({ min: 1, max: 250 }),
});
const pixelsOf = (count: number, factor: number) =>
  Uint8Array.from({ length: count * 3072 }, (_, i) => (i * factor + (i >> 9)) & 255);

test('each value is the mean of that byte over the pictures of the class', () => {
  fc.assert(
    fc.property(set, fc.nat(3071), ({ labels, factor }, at) => {
      const pixels = pixelsOf(labels.length, factor);
      const meter = new MeanMeter();
      meter.add(pixels, labels);
      const { counts, means } = meter.reading();
      for (const label of [0, 1, 2]) {
        const places = [...labels.keys()].filter((place) => labels[place] === label);
        const sum = places.reduce((all, place) => all + pixels[place * 3072 + at]!, 0);
        expect(counts[label]).toBe(places.length);
        expect(means[label]![at]).toBeCloseTo(places.length ? sum / places.length : 0, 4);
      }
    }),
    { numRuns: 30 },
  );
});

test('in parts or at once comes out the same, to the last bit', () => {
  fc.assert(
    fc.property(set, fc.nat(12), ({ labels, factor }, cut) => {
      const pixels = pixelsOf(labels.length, factor);
      const [once, parts] = [new MeanMeter(), new MeanMeter()];
      once.add(pixels, labels);
      const at = Math.min(cut, labels.length);
      parts.add(pixels.subarray(0, at * 3072), labels.subarray(0, at));
      parts.add(pixels.subarray(at * 3072), labels.subarray(at));
      expect(parts.reading()).toEqual(once.reading());
    }),
    { numRuns: 10 },
  );
});

test('the mean colour is that of each channel by itself', () => {
  expect(meanColour([0, 10, 200, 100, 20, 100])).toEqual([50, 15, 150]);
});

test('too few bytes and a label of no class are refused', () => {
  const meter = new MeanMeter();
  expect(() => meter.add(new Uint8Array(3072), new Uint8Array(2))).toThrow('got 3072');
  expect(() => meter.add(new Uint8Array(3072), Uint8Array.of(3))).toThrow('got 3');
});
