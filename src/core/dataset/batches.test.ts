import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchAt, epochOrder, gatherBatch, stepsPerEpoch, validationCount } from './batches.ts';
import { counts, picture } from './catalog.ts';

/** The sizes of an epoch's batches, taken one after another. */
function epochSizes(order: Uint32Array, batchSize: number): number[] {
  const sizes: number[] = [];
  for (let at = 0; at < order.length; at += batchSize)
    sizes.push(batchAt(order, at, batchSize).length);
  return sizes;
}

/** Pictures whose every byte tells which picture it is of. */
const marked = (count: number) => ({
  pixels: Uint8Array.from({ length: count * picture.bytes }, (_, i) =>
    Math.floor(i / picture.bytes),
  ),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
});

describe('an epoch', () => {
  test('of the recipe is 117 batches of 128 pictures and one of 24', () => {
    const sizes = epochSizes(epochOrder(counts.training, 1, 0), 128);
    expect(sizes).toEqual([...new Array<number>(117).fill(128), 24]);
    expect(stepsPerEpoch(15_000, 128)).toBe(118);
  });

  test('takes each picture exactly once, for any count, batch size, seed and epoch', () => {
    const size = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(size, size, fc.nat(), fc.nat({ max: 50 }), (count, batchSize, seed, epoch) => {
        const order = epochOrder(count, seed, epoch);
        const taken: number[] = [];
        for (let step = 0; step < stepsPerEpoch(count, batchSize); step++) {
          const batch = batchAt(order, step * batchSize, batchSize);
          expect(batch.length).toBeGreaterThan(0);
          taken.push(...batch);
        }
        expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  test('has the same order for the same seed, and another for another seed or epoch', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 50 }), (seed, epoch) => {
        const order = epochOrder(64, seed, epoch);
        expect(epochOrder(64, seed, epoch)).toEqual(order);
        expect(epochOrder(64, seed, epoch + 1)).not.toEqual(order);
        expect(epochOrder(64, seed + 1, epoch)).not.toEqual(order);
      }),
    );
  });

  test('has nothing left at its end', () => {
    expect(batchAt(epochOrder(10, 1, 0), 10, 4)).toHaveLength(0);
  });
});

describe('a batch', () => {
  test('holds the bytes and labels of its places, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 8 }), (places) => {
        const { pixels, labels } = gatherBatch(marked(6), Uint32Array.from(places));
        expect([...labels]).toEqual(places.map((place) => place % 3));
        const expected = places.flatMap((place) => new Array<number>(picture.bytes).fill(place));
        expect(Buffer.compare(pixels, Uint8Array.from(expected))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test('is a copy: changing it leaves the set alone', () => {
    const set = marked(2);
    const batch = gatherBatch(set, [1]);
    batch.pixels.fill(99);
    batch.labels.fill(2);
    expect(set).toEqual(marked(2));
  });

  test('is refused for a place outside of the set', () => {
    expect(() => gatherBatch(marked(3), [0, 3])).toThrow(
      'batch: expected places 0 to 2, got 3 at 1',
    );
  });
});

describe('the validation pictures of a short schedule', () => {
  test('are a fifth of the training pictures, as in the whole set, and at least 8', () => {
    expect(validationCount(15_000)).toBe(3_000);
    expect(validationCount(1_500)).toBe(300);
    expect(validationCount(128)).toBe(26);
    expect(validationCount(48)).toBe(10);
    expect(validationCount(8)).toBe(8);
  });

  test('never shrink as the training set grows, and never outgrow the set', () => {
    const size = fc.integer({ min: 8, max: 15_000 });
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        expect(validationCount(few)).toBeLessThanOrEqual(validationCount(many));
        expect(validationCount(many)).toBeLessThanOrEqual(counts.validation);
        expect(Number.isInteger(validationCount(few))).toBe(true);
      }),
    );
  });
});
