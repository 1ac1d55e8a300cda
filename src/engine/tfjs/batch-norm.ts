/**
 * Batch normalisation on TensorFlow.js tensors (Ioffe and Szegedy 2015), forward and backward. The variance is the
 * biased one, over batch, rows and columns. Knows no layers and keeps no state.
 */
import * as tf from '@tensorflow/tfjs-core';

/** All axes but the channels'. */
const spatial = (x: tf.Tensor): number[] => Array.from({ length: x.rank - 1 }, (_, axis) => axis);

export interface Normalised {
  readonly output: tf.Tensor;
  /** x - mean, kept for the way back. */
  readonly centred: tf.Tensor;
  /** 1 / sqrt(variance + epsilon), one a channel. */
  readonly inverse: tf.Tensor1D;
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

/** gamma (x - mean) / sqrt(variance + epsilon) + beta with the statistics of this batch. */
export function normalise(
  x: tf.Tensor,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): Normalised {
  return tf.tidy(() => {
    const mean = tf.mean<tf.Tensor1D>(x, spatial(x));
    const centred = tf.sub(x, mean);
    const variance = tf.mean<tf.Tensor1D>(tf.square(centred), spatial(x));
    const inverse = tf.rsqrt(tf.add(variance, epsilon)) as tf.Tensor1D;
    const output = tf.add(tf.mul(centred, tf.mul(gamma, inverse)), beta);
    return { output, centred, inverse, mean, variance };
  });
}

export interface NormGradients {
  readonly dx: tf.Tensor;
  readonly dgamma: tf.Tensor1D;
  readonly dbeta: tf.Tensor1D;
}

/**
 * With n values a channel, x^ = centred * inverse: dbeta = sum dy, dgamma = sum dy x^ and
 * dx = gamma inverse (dy - dbeta / n - x^ dgamma / n).
 */
export function normaliseBack(
  dy: tf.Tensor,
  { centred, inverse }: Pick<Normalised, 'centred' | 'inverse'>,
  gamma: tf.Tensor1D,
): NormGradients {
  return tf.tidy(() => {
    const n = dy.size / inverse.size;
    const dbeta = tf.sum<tf.Tensor1D>(dy, spatial(dy));
    const dgamma = tf.mul<tf.Tensor1D>(tf.sum(tf.mul(dy, centred), spatial(dy)), inverse);
    const slope = tf.mul(tf.mul(dgamma, inverse), 1 / n);
    const level = tf.mul(dbeta, 1 / n);
    const inner = tf.sub(tf.sub(dy, level), tf.mul(centred, slope));
    return { dx: tf.mul(inner, tf.mul(gamma, inverse)), dgamma, dbeta };
  });
}

/** The same map with the moving statistics, as used when the network answers. */
export function normaliseByMoving(
  x: tf.Tensor4D,
  moving: { readonly mean: tf.Tensor1D; readonly variance: tf.Tensor1D },
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): tf.Tensor4D {
  return tf.batchNorm(x, moving.mean, moving.variance, beta, gamma, epsilon) as tf.Tensor4D;
}
