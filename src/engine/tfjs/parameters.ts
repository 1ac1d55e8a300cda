/**
 * The parameters and Adam's moments of a run as four flat tensors, cut into each layer's own for a pass. Flat, because one
 * optimiser over one long vector needs a tenth of the kernels of one for each parameter.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Parameter, ParameterLayout } from '../../core/network/parameters.ts';
import type { Network } from '../../core/network/spec.ts';
import type { EngineState } from '../engine.ts';

/** Kept tensors, all of rank 1, in the layout's flat order. */
export interface RunTensors {
  readonly weights: tf.Tensor1D;
  readonly firstMoment: tf.Tensor1D;
  readonly secondMoment: tf.Tensor1D;
  /** Moving statistics: the part of the layout behind the trainable one. */
  readonly moving: tf.Tensor1D;
}

function expectLength(name: string, values: Float32Array, length: number): void {
  if (values.length !== length)
    throw new Error(`state: expected ${length} values of ${name}, got ${values.length}`);
}

/** Copies a state to the device; the caller may go on using its arrays. Throws where a length does not fit the layout. */
export function upload(layout: ParameterLayout, state: EngineState): RunTensors {
  const { trainable, total } = layout;
  expectLength('weights', state.weights, total);
  expectLength('the first moment', state.firstMoment, trainable);
  expectLength('the second moment', state.secondMoment, trainable);
  // Copied, because a backend may hold on to the array that it is given, or read it later.
  return {
    weights: tf.keep(tf.tensor1d(state.weights.slice(0, trainable))),
    firstMoment: tf.keep(tf.tensor1d(state.firstMoment.slice())),
    secondMoment: tf.keep(tf.tensor1d(state.secondMoment.slice())),
    moving: tf.keep(tf.tensor1d(state.weights.slice(trainable))),
  };
}

/** The state as it is now, in arrays of its own. All reads are asked for before the first is waited for. */
export async function download(tensors: RunTensors, step: number): Promise<EngineState> {
  const { weights, moving, firstMoment, secondMoment } = tensors;
  const [trained, statistics, first, second] = (await Promise.all(
    [weights, moving, firstMoment, secondMoment].map((tensor) => tensor.data()),
  )) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const all = new Float32Array(trained.length + statistics.length);
  all.set(trained);
  all.set(statistics, trained.length);
  return { weights: all, firstMoment: first.slice(), secondMoment: second.slice(), step };
}

export function disposeOf(tensors: RunTensors): void {
  tf.dispose(Object.values(tensors) as tf.Tensor[]);
}

/** Each parameter with its own shape, by name. The caller's tidy disposes of them. */
export function cut(
  parameters: readonly Parameter[],
  flat: tf.Tensor1D,
  start: number,
): ReadonlyMap<string, tf.Tensor> {
  return new Map(
    parameters.map(({ name, offset, length, shape }) => [
      name,
      tf.reshape(tf.slice(flat, offset - start, length), [...shape]),
    ]),
  );
}

/** The opposite of `cut`: one flat tensor in the order of `parameters`. Throws where one is missing. */
export function join(
  parameters: readonly Parameter[],
  pieces: ReadonlyMap<string, tf.Tensor>,
): tf.Tensor1D {
  const ordered = parameters.map(({ name, length }) => {
    const piece = pieces.get(name);
    if (!piece) throw new Error(`parameters: expected a value for "${name}", got none`);
    return tf.reshape(piece, [length]) as tf.Tensor1D;
  });
  return tf.concat1d(ordered);
}

/** The share of its old value that each moving statistic keeps in a step, in the layout's order. */
export function keptShares(network: Network, moving: readonly Parameter[]): Float32Array {
  return Float32Array.from(
    moving.flatMap(({ layer: id, length }) => {
      const layer = network.layers.find((candidate) => candidate.id === id);
      if (layer?.kind !== 'batch-norm')
        throw new Error(
          `parameters: expected "${id}" to be a batch normalisation, got ${layer?.kind}`,
        );
      return Array.from({ length }, () => layer.momentum);
    }),
  );
}
