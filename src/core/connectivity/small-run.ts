/**
 * The comparison that the figure makes: its sizes and its recipe, and how one of the small networks goes through its epochs. Chance is
 * the seed alone; the order of the pictures is the same for all three.
 */
import { batchAt, epochOrder } from '../dataset/batches.ts';
import { classes, shardPictures } from '../dataset/catalog.ts';
import { adam, type AdamArrays } from '../math/adam.ts';
import type { Connectivity, SmallNetwork, SmallSize } from './small-network.ts';
import { smallGradient, smallLogits, smallStart } from './small-step.ts';

/** 7 x 7 places of 8 filters: the layer of the figure. */
export const smallSize: SmallSize = {
  height: 16,
  width: 16,
  kernel: 4,
  stride: 2,
  filters: 8,
  classes: classes.length,
};

/** One for all three networks. The pictures are the first of each split: whole files, so that a reader's browser fetches few. */
export const smallRecipe = {
  seed: 7,
  epochs: 15,
  batchSize: 32,
  training: shardPictures.training,
  test: 2 * shardPictures.validation,
  adam: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  /** Pixels of the original picture, to the right; below 0 to the left. */
  shifts: Array.from({ length: 13 }, (_, index) => index - 6) as readonly number[],
} as const;

/** Small pictures, whole ones after each other, with their class numbers. */
export interface SmallPictures {
  readonly pixels: Float64Array;
  readonly labels: Uint8Array;
}

export interface EpochResult {
  /** Means over the pictures as they came, each before the step on its batch: the loss in nats, and the share named rightly. */
  readonly loss: number;
  readonly accuracy: number;
}

/** How far the comparison has come. */
export interface SmallProgress {
  /** For each network, one result an epoch, and the share of the test pictures named rightly after it. */
  readonly history: Readonly<Record<Connectivity, readonly (EpochResult & { test: number })[]>>;
  /** Flat weights of each network, rounded to 32 bits. */
  readonly weights: Readonly<Record<Connectivity, Float32Array>>;
}

export interface SmallFindings extends SmallProgress {
  /** For each network, the share of the test pictures named rightly at each of the recipe's shifts. */
  readonly shifted: Readonly<Record<Connectivity, readonly number[]>>;
}

/** Which of the pictures at `places`, copied. */
function gather({ pixels, labels }: SmallPictures, places: Uint32Array): SmallPictures {
  const area = pixels.length / labels.length;
  const out = new Float64Array(places.length * area);
  places.forEach((place, i) =>
    out.set(pixels.subarray(place * area, (place + 1) * area), i * area),
  );
  return { pixels: out, labels: Uint8Array.from(places, (place) => labels[place]!) };
}

/** A network on its way. */
export class SmallRun {
  readonly net: SmallNetwork;
  readonly weights: Float64Array;
  readonly #seed: number;
  readonly #moments: Pick<AdamArrays, 'firstMoment' | 'secondMoment'>;
  #steps = 0;

  constructor(net: SmallNetwork, seed: number) {
    this.net = net;
    this.#seed = seed;
    this.weights = smallStart(net, seed);
    this.#moments = {
      firstMoment: new Float64Array(net.total),
      secondMoment: new Float64Array(net.total),
    };
  }

  /** Trains through one epoch, counted from 0, and stops for a breath after each batch. */
  *epoch(pictures: SmallPictures, epoch: number): Generator<void, EpochResult> {
    const count = pictures.labels.length;
    const order = epochOrder(count, this.#seed, epoch);
    let loss = 0;
    let correct = 0;
    for (let at = 0; at < count; at += smallRecipe.batchSize) {
      const batch = gather(pictures, batchAt(order, at, smallRecipe.batchSize));
      const found = smallGradient(this.net, this.weights, batch.pixels, batch.labels);
      loss += found.loss * batch.labels.length;
      correct += found.correct;
      this.#steps += 1;
      const arrays = { weights: this.weights, gradient: found.gradient, ...this.#moments };
      adam(arrays, this.#steps, smallRecipe.adam);
      yield;
    }
    return { loss: loss / count, accuracy: correct / count };
  }
}

/** The share of the pictures whose largest logit, the first of equals, is the label's. */
export function smallAccuracy(
  net: SmallNetwork,
  weights: Float64Array,
  { pixels, labels }: SmallPictures,
): number {
  const logits = smallLogits(net, weights, pixels);
  const units = net.size.classes;
  const correct = labels.reduce((sum, label, n) => {
    const row = logits.subarray(n * units, (n + 1) * units);
    return sum + (row.indexOf(Math.max(...row)) === label ? 1 : 0);
  }, 0);
  return correct / labels.length;
}
