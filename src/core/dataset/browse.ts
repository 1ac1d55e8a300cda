/** Which pictures of a set a reader is shown: drawn by chance, the same for the same draw. It knows labels, and no pictures. */
import { permutation, streams } from '../math/random.ts';

export interface Draw {
  /** Only pictures of this class; null: of all. */
  readonly label: number | null;
  /** How many at most. */
  readonly count: number;
  readonly seed: number;
  /** Number of the draw, from 0: another one gives another choice. */
  readonly draw: number;
}

/**
 * Indices of different pictures, in the order in which they were drawn: the first `count` of a random order of all, leaving out other
 * classes. So the pictures of one class come in the order in which they come among all. Throws where `count` is no whole number.
 */
export function drawPictures(
  labels: ArrayLike<number>,
  { label, count, seed, draw }: Draw,
): Uint32Array {
  if (!Number.isInteger(count) || count < 0)
    throw new Error(`browse: expected a whole number of pictures, got ${count}`);
  return permutation(labels.length, seed, streams.browse, draw)
    .filter((place) => label === null || labels[place] === label)
    .slice(0, count);
}
