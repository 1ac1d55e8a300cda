/** The weights before the first step, and the dropout masks of each step: functions of the seed alone. */
import { quad, streams, substream, uniform } from '../math/random.ts';
import type { ParameterLayout, Parameter } from './parameters.ts';

/**
 * Half the width of the interval of Glorot and Bengio (2010), as Keras has it: sqrt(6 / (fan in + fan out)), where a
 * kernel's fans are its receptive field times its channels in and out.
 */
export function glorotLimit(shape: readonly number[]): number {
  const out = shape[shape.length - 1]!;
  const into = shape[shape.length - 2]!;
  const field = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return Math.sqrt(6 / (field * (into + out)));
}

function fill(into: Float32Array, parameter: Parameter, index: number, seed: number): void {
  if (parameter.initialiser === 'zeros') return void into.fill(0);
  if (parameter.initialiser === 'ones') return void into.fill(1);
  const limit = glorotLimit(parameter.shape);
  const stream = substream(streams.weights, index);
  for (let i = 0; i < into.length; i++) into[i] = (2 * uniform(seed, stream, 0, i) - 1) * limit;
}

/** All parameters at the start of a run, in the layout's flat order: Glorot-uniform kernels, the rest 0 or 1. */
export function initialWeights(layout: ParameterLayout, seed: number): Float32Array {
  const weights = new Float32Array(layout.total);
  layout.parameters.forEach((parameter, index) => {
    const end = parameter.offset + parameter.length;
    fill(weights.subarray(parameter.offset, end), parameter, index, seed);
  });
  return weights;
}

/**
 * Which values of a dropout layer's output stay in training step `step` (counted from 0): 1 stays, 0 goes. `ordinal` is
 * the layer's place in the listing. Value `i` of the batch (picture, row, column, channel order) stays where its
 * 24-bit uniform number is at least `rate`; an engine that holds a part of the batch starts at `first`, a multiple of 4.
 */
export function dropoutMask(
  length: number,
  rate: number,
  seed: number,
  ordinal: number,
  step: number,
  first = 0,
): Uint8Array {
  const mask = new Uint8Array(length);
  const stream = substream(streams.dropout, ordinal);
  const threshold = Math.ceil(rate * 0x1000000);
  for (let i = 0; i < length; i += 4) {
    const four = quad(seed, stream, step, (first + i) >>> 2);
    for (let lane = 0; lane < 4 && i + lane < length; lane++)
      mask[i + lane] = four[lane]! >>> 8 >= threshold ? 1 : 0;
  }
  return mask;
}
