/**
 * The procedural set: airplanes, cars and birds drawn by seeded code, of the same shape and size as the real pictures and no
 * part of CIFAR-10. For machines without the archive and without a network, and for tests.
 */
import { permutation, streams, substream } from '../../math/random.ts';
import { classes, counts, picture, type Split } from '../catalog.ts';
import type { Shard } from '../shard.ts';
import { drawAirplane } from './airplane.ts';
import { drawBackdrop, type Backdrop } from './backdrop.ts';
import type { Attitude } from './bird-attitudes.ts';
import { drawBird } from './bird.ts';
import { Canvas } from './canvas.ts';
import { drawCar } from './car.ts';
import { Chance } from './chance.ts';
import { finish } from './finish.ts';

/** Goes up whenever the same seed would draw other bytes. */
export const proceduralVersion = 1;

/** The seed of the set that the site ships when it has no archive. */
export const proceduralSeed = 1;

/** Streams of the splits' pictures; the orders of their labels follow behind. */
const parts: Readonly<Record<Split, number>> = { training: 0, validation: 1 };

type Weights<T> = readonly (readonly [T, number])[];

const inTheAir: Weights<Backdrop> = [
  ['sky', 12],
  ['field', 1],
  ['water', 1],
  ['plain', 1],
];

const standing: Weights<Backdrop> = [
  ['apron', 6],
  ['field', 3],
  ['street', 1],
];

const driving: Weights<Backdrop> = [
  ['street', 10],
  ['apron', 3],
  ['field', 4],
  ['plain', 3],
  ['sky', 1.5],
  ['leaves', 1],
];

const attitudes: Weights<Attitude> = [
  ['perched', 8],
  ['flying', 5],
  ['wading', 4],
  ['swimming', 2],
  ['portrait', 3],
];

const birdBackdrops: Readonly<Record<Attitude, Weights<Backdrop>>> = {
  perched: [
    ['leaves', 5],
    ['sky', 4],
    ['plain', 1],
    ['field', 1],
  ],
  flying: [
    ['sky', 7],
    ['leaves', 1],
    ['water', 1],
    ['field', 1],
  ],
  wading: [
    ['field', 5],
    ['water', 2],
    ['street', 1],
    ['apron', 1],
    ['plain', 1],
  ],
  swimming: [['water', 1]],
  portrait: [
    ['leaves', 3],
    ['sky', 2],
    ['field', 2],
    ['plain', 1],
  ],
};

const subjects: readonly ((canvas: Canvas, chance: Chance) => void)[] = [
  (canvas, chance) => {
    const grounded = chance.happens(0.3);
    drawBackdrop(canvas, chance, chance.weighted(grounded ? standing : inTheAir));
    drawAirplane(canvas, chance, grounded);
  },
  (canvas, chance) => {
    drawBackdrop(canvas, chance, chance.weighted(driving));
    drawCar(canvas, chance);
  },
  (canvas, chance) => {
    const attitude = chance.weighted(attitudes);
    drawBackdrop(canvas, chance, chance.weighted(birdBackdrops[attitude]));
    drawBird(canvas, chance, attitude);
  },
];

/** Class numbers of a split's first pictures: as many of each, in an order drawn from the seed. */
export function proceduralLabels(
  split: Split,
  seed = proceduralSeed,
  count = counts[split],
): Uint8Array {
  const stream = substream(streams.data, 2 + parts[split]);
  const order = permutation(counts[split], seed, stream, 0);
  return Uint8Array.from(order.subarray(0, count), (place) => place % classes.length);
}

/** Draws picture `index` of a split as class `label`, into `into` at `offset`: 3,072 bytes, row, column, channel order. */
export function drawPicture(
  split: Split,
  index: number,
  label: number,
  seed: number,
  into: Uint8Array,
  offset: number,
): void {
  const subject = subjects[label];
  if (!subject)
    throw new Error(`procedural: expected a class 0 to ${subjects.length - 1}, got ${label}`);
  const chance = new Chance(seed, parts[split], index);
  const canvas = new Canvas();
  subject(canvas, chance);
  finish(canvas, chance, into, offset);
}

/** The first `count` pictures of a split (all, unless told). The same seed gives the same bytes. */
export function drawSplit(split: Split, seed = proceduralSeed, count = counts[split]): Shard {
  const labels = proceduralLabels(split, seed, count);
  const pixels = new Uint8Array(count * picture.bytes);
  labels.forEach((label, index) =>
    drawPicture(split, index, label, seed, pixels, index * picture.bytes),
  );
  return { labels, pixels };
}
