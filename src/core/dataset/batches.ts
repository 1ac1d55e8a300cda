/** From a set of pictures to batches: the order of an epoch, its cuts, and the bytes of a batch. Holds no pictures itself. */
import { permutation, streams } from '../math/random.ts';
import { counts, picture } from './catalog.ts';

/** Pictures as bytes, 3,072 each, with their class numbers. */
export interface PictureBatch {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** The order in which epoch `epoch` (counted from 0) takes the pictures: a function of seed, count and epoch alone. */
export const epochOrder = (count: number, seed: number, epoch: number): Uint32Array =>
  permutation(count, seed, streams.order, epoch);

/** Steps of an epoch; the last one takes what is left. 15,000 pictures in batches of 128 make 117 full ones and one of 24. */
export const stepsPerEpoch = (count: number, batchSize: number): number =>
  Math.ceil(count / batchSize);

/** The places of the batch that starts at `position` of the order, as a view; shorter at the end, empty past it. */
export const batchAt = (order: Uint32Array, position: number, batchSize: number): Uint32Array =>
  order.subarray(position, position + batchSize);

/** Copies the pictures at these places. A place outside of the set is an error. */
export function gatherBatch(pictures: PictureBatch, places: ArrayLike<number>): PictureBatch {
  const pixels = new Uint8Array(places.length * picture.bytes);
  const labels = new Uint8Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const label = pictures.labels[place];
    if (label === undefined)
      throw new Error(
        `batch: expected places 0 to ${pictures.labels.length - 1}, got ${place} at ${i}`,
      );
    labels[i] = label;
    const from = place * picture.bytes;
    pixels.set(pictures.pixels.subarray(from, from + picture.bytes), i * picture.bytes);
  }
  return { pixels, labels };
}

/** Few enough to be quick, enough that an accuracy is more than a coin or two. */
const fewestValidation = 8;

/**
 * Validation pictures that go with a training set cut short: in proportion to the whole sets, rounded, at least 8. The first
 * `validationCount` of the validation set are taken.
 */
export const validationCount = (trainingPictures: number): number =>
  Math.max(fewestValidation, Math.round((trainingPictures / counts.training) * counts.validation));
