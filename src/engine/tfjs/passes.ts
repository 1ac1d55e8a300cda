/**
 * One layer of the network on TensorFlow.js tensors: its way forward in training and in evaluation, and its way back. What a
 * layer is comes from the spec; where its parameters live, and what becomes of the gradients, is the engine's affair.
 *
 * The ways back are written out instead of recorded on the library's tape: that saves a good third of the kernels of a
 * step, lets convolution, bias and ReLU run as one, and frees each layer's tensors as soon as it is done.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../../core/network/parameters.ts';
import type {
  BatchNorm,
  Convolution,
  Dense,
  Dropout,
  Layer,
  MaxPool,
} from '../../core/network/spec.ts';
import { normalise, normaliseBack, normaliseByMoving } from './batch-norm.ts';
import { convolve, inputGradient, kernelGradient, throughRelu } from './convolution.ts';

/** Gives a layer its own parameter. */
export type Lookup = (part: Parameter['part']) => tf.Tensor;

/** What a dropout layer multiplies by in this step, for `length` values: 0, or 1 / (1 - rate). Null: dropout is off. */
export type Mask = ((length: number) => Float32Array) | null;

/** What a layer's way forward in training leaves for its way back, and for its moving statistics. */
export interface Trace {
  readonly output: tf.Tensor;
  readonly saved: readonly tf.Tensor[];
  readonly statistics: { readonly mean: tf.Tensor1D; readonly variance: tf.Tensor1D } | null;
}

export interface Gradients {
  /** Of the layer's input; null where it was not asked for. */
  readonly input: tf.Tensor | null;
  readonly parameters: readonly { readonly part: Parameter['part']; readonly value: tf.Tensor }[];
}

const four = (x: tf.Tensor) => x as tf.Tensor4D;
const one = (x: tf.Tensor) => x as tf.Tensor1D;
const plain = (output: tf.Tensor, saved: readonly tf.Tensor[] = []): Trace => ({
  output,
  saved,
  statistics: null,
});

const flat = (x: tf.Tensor): tf.Tensor2D =>
  tf.reshape(x, [x.shape[0]!, x.size / x.shape[0]!]) as tf.Tensor2D;

function affine(x: tf.Tensor, lookup: Lookup): tf.Tensor2D {
  return tf.tidy(() => tf.add(tf.matMul(flat(x), lookup('kernel') as tf.Tensor2D), lookup('bias')));
}

const pool = ({ size }: MaxPool, x: tf.Tensor) => tf.maxPool(four(x), size, size, 'valid');

function normaliseInTraining(layer: BatchNorm, x: tf.Tensor, lookup: Lookup): Trace {
  const { output, centred, inverse, mean, variance } = normalise(
    x,
    one(lookup('gamma')),
    one(lookup('beta')),
    layer.epsilon,
  );
  return { output, saved: [centred, inverse], statistics: { mean, variance } };
}

function dropOut(x: tf.Tensor, mask: Mask): Trace {
  if (!mask) return plain(tf.clone(x));
  const factors = tf.tensor(mask(x.size), x.shape);
  return plain(tf.mul(x, factors), [factors]);
}

/** Training forward: batch statistics in batch normalisation, `mask` in dropout. The caller disposes of the trace. */
export function forwardInTraining(layer: Layer, x: tf.Tensor, lookup: Lookup, mask: Mask): Trace {
  switch (layer.kind) {
    case 'convolution':
      return plain(convolve(layer, four(x), four(lookup('kernel')), one(lookup('bias'))));
    case 'batch-norm':
      return normaliseInTraining(layer, x, lookup);
    case 'max-pool':
      return plain(pool(layer, x));
    case 'dropout':
      return dropOut(x, mask);
    case 'flatten':
      return plain(flat(x));
    case 'dense':
      return plain(affine(x, lookup));
  }
}

/** Evaluation forward: moving statistics, no dropout; `dense` gives logits. */
export function forwardInEvaluation(layer: Layer, x: tf.Tensor, lookup: Lookup): tf.Tensor {
  switch (layer.kind) {
    case 'convolution':
      return convolve(layer, four(x), four(lookup('kernel')), one(lookup('bias')));
    case 'batch-norm': {
      const mean = one(lookup('moving_mean'));
      const variance = one(lookup('moving_variance'));
      const [gamma, beta] = [one(lookup('gamma')), one(lookup('beta'))];
      return normaliseByMoving(four(x), { mean, variance }, gamma, beta, layer.epsilon);
    }
    case 'max-pool':
      return pool(layer, x);
    case 'dropout':
      return tf.clone(x);
    case 'flatten':
      return flat(x);
    case 'dense':
      return affine(x, lookup);
  }
}

function convolutionBack(
  layer: Convolution,
  [x, y, dy]: readonly [tf.Tensor, tf.Tensor, tf.Tensor],
  lookup: Lookup,
  wantInput: boolean,
): Gradients {
  const dz = throughRelu(four(dy), four(y));
  return {
    input: wantInput ? inputGradient(layer, dz, four(lookup('kernel'))) : null,
    parameters: [
      { part: 'kernel', value: kernelGradient(layer, four(x), dz) },
      { part: 'bias', value: tf.sum(dz, [0, 1, 2]) },
    ],
  };
}

function poolBack({ size }: MaxPool, x: tf.Tensor, y: tf.Tensor, dy: tf.Tensor): Gradients {
  const inputs = { dy, input: x, output: y };
  const attributes = { filterSize: size, strides: size, pad: 'valid' };
  const input = tf.engine().runKernel(tf.MaxPoolGrad, inputs, attributes) as tf.Tensor;
  return { input, parameters: [] };
}

function normBack(_: BatchNorm, trace: Trace, dy: tf.Tensor, lookup: Lookup): Gradients {
  const [centred, inverse] = trace.saved as readonly [tf.Tensor, tf.Tensor1D];
  const { dx, dgamma, dbeta } = normaliseBack(dy, { centred, inverse }, one(lookup('gamma')));
  return {
    input: dx,
    parameters: [
      { part: 'gamma', value: dgamma },
      { part: 'beta', value: dbeta },
    ],
  };
}

function dropoutBack(_: Dropout, trace: Trace, dy: tf.Tensor): Gradients {
  const [factors] = trace.saved;
  return { input: factors ? tf.mul(dy, factors) : tf.clone(dy), parameters: [] };
}

function denseBack(_: Dense, x: tf.Tensor, dy: tf.Tensor, lookup: Lookup): Gradients {
  const kernel = lookup('kernel') as tf.Tensor2D;
  const above = dy as tf.Tensor2D;
  return {
    input: tf.reshape(tf.matMul(above, kernel, false, true), x.shape),
    parameters: [
      { part: 'kernel', value: tf.matMul(flat(x), above, true) },
      { part: 'bias', value: tf.sum(above, 0) },
    ],
  };
}

/** The way back through one layer: `x` went in, `trace` came out, `dy` is the gradient of its output. */
export function backward(
  layer: Layer,
  x: tf.Tensor,
  trace: Trace,
  dy: tf.Tensor,
  lookup: Lookup,
  wantInput: boolean,
): Gradients {
  switch (layer.kind) {
    case 'convolution':
      return convolutionBack(layer, [x, trace.output, dy], lookup, wantInput);
    case 'batch-norm':
      return normBack(layer, trace, dy, lookup);
    case 'max-pool':
      return poolBack(layer, x, trace.output, dy);
    case 'dropout':
      return dropoutBack(layer, trace, dy);
    case 'flatten':
      return { input: tf.reshape(dy, x.shape), parameters: [] };
    case 'dense':
      return denseBack(layer, x, dy, lookup);
  }
}
