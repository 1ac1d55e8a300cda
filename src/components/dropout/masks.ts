/** The dropout layers, and which values a pass drops in the last of them. Arithmetic only; masks come from the core. */
import { dropoutMask } from '../../core/network/initial.ts';
import { network } from '../../core/network/network.ts';
import { shapes, volumeOf } from '../../core/network/shapes.ts';
import type { Shape } from '../../core/network/spec.ts';
import type { Draw, Way } from '../../core/network/way.ts';

export interface DropLayer {
  readonly id: string;
  /** The layer whose output it gets. */
  readonly from: string;
  readonly rate: number;
  /** Its place in the listing, from 0. */
  readonly ordinal: number;
  readonly shape: Shape;
}

const along = shapes(network);

const layers: readonly DropLayer[] = network.layers.flatMap((layer, ordinal) =>
  layer.kind === 'dropout'
    ? [
        {
          id: layer.id,
          from: network.layers[ordinal - 1]!.id,
          rate: layer.rate,
          ordinal,
          shape: along[ordinal]!,
        },
      ]
    : [],
);

/** The one before the dense layer. */
export const last: DropLayer = layers.at(-1)!;

/** What the values that stay are multiplied by. */
export const scale = 1 / (1 - last.rate);

/** How many passes are shown at once. */
export const passes = 30;

/** Set `set` of thirty passes, from 0 on, as one draw of masks: pass i is its picture i. */
export const drawOf = (set: number): Draw => ({ seed: 0, step: set, first: 0 });

/** Pass `index` of a set, alone. */
export const wayOfPass = (set: number, index: number): Way => ({
  statistics: 'moving',
  draw: { ...drawOf(set), first: index },
});

/** What pass `index` of a set keeps of the last layer's values: 1 stays, 0 goes. */
export function maskOfPass(set: number, index: number): Uint8Array {
  const values = volumeOf(last.shape);
  const { seed, step } = drawOf(set);
  return dropoutMask(values, last.rate, seed, last.ordinal, step, index * values);
}

/** Where a feature comes from: its number is its place in row, column, channel order. */
export function featureAt(feature: number) {
  const { width, channels } = last.shape;
  const cell = Math.floor(feature / channels);
  return { row: Math.floor(cell / width), column: cell % width, channel: feature % channels };
}

export const featureOf = (row: number, column: number, channel: number): number =>
  (row * last.shape.width + column) * last.shape.channels + channel;

/** Mean and standard deviation of some numbers, the sum of squares divided by n. */
export function spreadOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** The probabilities of one class, of three each pass. */
export const ofClass = (probabilities: ArrayLike<number>, label: number): readonly number[] =>
  Array.from({ length: probabilities.length / 3 }, (_, pass) => probabilities[3 * pass + label]!);
