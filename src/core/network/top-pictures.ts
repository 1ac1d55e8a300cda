/**
 * Which pictures bring forth the largest single value of each channel of a layer, and at which cell. It compares and keeps; the maps are
 * made elsewhere.
 */
import type { Volume } from '../math/volume.ts';

/** For each channel its best pictures, the best first: entry `channel * keep + rank`. */
export interface TopPictures {
  readonly channels: number;
  /** How many are kept of each channel. */
  readonly keep: number;
  /** How many pictures have been compared. */
  readonly seen: number;
  /** Number of the picture; −1 where fewer than `keep` have been compared. */
  readonly pictures: Int32Array;
  /** The largest value of the channel in that picture. */
  readonly values: Float32Array;
  /** Where it stands: `row * width + column`. */
  readonly cells: Int32Array;
}

/** Before any picture. */
export const noPictures = (channels: number, keep: number): TopPictures => ({
  channels,
  keep,
  seen: 0,
  pictures: new Int32Array(channels * keep).fill(-1),
  values: new Float32Array(channels * keep),
  cells: new Int32Array(channels * keep),
});

/** The largest value of each channel and its place, `row * width + column`; of equal ones the first. */
export function peaks({ channels, data }: Volume): { values: Float32Array; cells: Int32Array } {
  const values = data.slice(0, channels);
  const cells = new Int32Array(channels);
  for (let i = channels; i < data.length; i++) {
    const channel = i % channels;
    if (data[i]! <= values[channel]!) continue;
    values[channel] = data[i]!;
    cells[channel] = (i - channel) / channels;
  }
  return { values, cells };
}

/**
 * The best of `before` and of one layer's maps for each of some more pictures; numbers come from `pictures`. Of two equal values the one
 * that came first stays ahead. Throws where a volume has other channels.
 */
export function withPictures(
  before: TopPictures,
  pictures: readonly number[],
  maps: readonly Volume[],
): TopPictures {
  const { channels, keep } = before;
  const after = {
    ...before,
    seen: before.seen + pictures.length,
    pictures: before.pictures.slice(),
    values: before.values.slice(),
    cells: before.cells.slice(),
  };
  pictures.forEach((picture, index) => {
    const volume = maps[index];
    if (volume?.channels !== channels)
      throw new Error(`top pictures: expected ${channels} channels, got ${volume?.channels ?? 0}`);
    const { values, cells } = peaks(volume);
    for (let channel = 0; channel < channels; channel++)
      insert(after, channel * keep, { picture, value: values[channel]!, cell: cells[channel]! });
  });
  return after;
}

/** Puts one among the `keep` entries from `from` on, if it belongs there. */
function insert(
  { keep, pictures, values, cells }: TopPictures,
  from: number,
  one: { readonly picture: number; readonly value: number; readonly cell: number },
): void {
  let at = from + keep;
  while (at > from && (pictures[at - 1] === -1 || one.value > values[at - 1]!)) at--;
  if (at === from + keep) return;
  for (const list of [pictures, values, cells]) list.copyWithin(at + 1, at, from + keep - 1);
  pictures[at] = one.picture;
  values[at] = one.value;
  cells[at] = one.cell;
}
