import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Volume } from '../math/volume.ts';
import { noPictures, peaks, withPictures } from './top-pictures.ts';

const volumeOf = (height: number, width: number, channels: number, data: number[]): Volume => ({
  height,
  width,
  channels,
  data: Float32Array.from(data),
});

test('the peak of a channel is its largest value, also where all are below zero, and the first of equal ones', () => {
  const { values, cells } = peaks(volumeOf(2, 2, 2, [-3, 1, -1, 5, -2, 5, -1, 0]));
  expect([...values]).toEqual([-1, 5]);
  expect([...cells]).toEqual([1, 1]);
});

/** Every cell of every picture in one list, sorted: slow, and without a thought. */
function sorted(maps: readonly Volume[], channel: number, keep: number) {
  const best = maps.map(({ data, channels, height, width }, picture) => {
    const all = Array.from({ length: height * width }, (_, cell) => ({
      picture,
      cell,
      value: data[cell * channels + channel]!,
    }));
    return all.sort((a, b) => b.value - a.value || a.cell - b.cell)[0]!;
  });
  return best.sort((a, b) => b.value - a.value || a.picture - b.picture).slice(0, keep);
}

// Few different values, so that many are equal.
const value = fc.integer({ min: -4, max: 4 });
const some = fc
  .record({
    height: fc.integer({ min: 1, max: 3 }),
    width: fc.integer({ min: 1, max: 3 }),
    channels: fc.integer({ min: 1, max: 4 }),
    keep: fc.integer({ min: 1, max: 5 }),
    count: fc.integer({ min: 0, max: 12 }),
    cut: fc.nat({ max: 12 }),
  })
  .chain((sizes) => {
    const length = sizes.height * sizes.width * sizes.channels;
    const one = fc.array(value, { minLength: length, maxLength: length });
    return fc.record({
      sizes: fc.constant(sizes),
      data: fc.array(one, { minLength: sizes.count, maxLength: sizes.count }),
    });
  });

test('the pictures kept are those that sorting all cells of all pictures gives, in one go or in two', () => {
  fc.assert(
    fc.property(some, ({ sizes: { height, width, channels, keep, cut }, data }) => {
      const maps = data.map((values) => volumeOf(height, width, channels, values));
      const places = maps.map((_, place) => place);
      const none = noPictures(channels, keep);
      const whole = withPictures(none, places, maps);
      const first = withPictures(none, places.slice(0, cut), maps.slice(0, cut));
      expect(withPictures(first, places.slice(cut), maps.slice(cut))).toEqual(whole);
      expect(whole.seen).toBe(maps.length);
      for (let channel = 0; channel < channels; channel++) {
        const want = sorted(maps, channel, keep);
        for (let rank = 0; rank < keep; rank++) {
          const at = channel * keep + rank;
          expect(whole.pictures[at]).toBe(want[rank]?.picture ?? -1);
          expect(whole.values[at]).toBe(want[rank]?.value ?? 0);
          expect(whole.cells[at]).toBe(want[rank]?.cell ?? 0);
        }
      }
      expect(none).toEqual(noPictures(channels, keep));
    }),
  );
});

test('maps with other channels are refused, and so are pictures without maps', () => {
  const none = noPictures(2, 3);
  expect(() => withPictures(none, [0], [volumeOf(1, 1, 3, [1, 2, 3])])).toThrow(
    'expected 2 channels, got 3',
  );
  expect(() => withPictures(none, [0], [])).toThrow('expected 2 channels, got 0');
});
