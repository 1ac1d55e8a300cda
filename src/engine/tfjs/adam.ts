/** The optimiser Adam on flat TensorFlow.js tensors. Its constants are the recipe's; epsilon is never left to a backend. */
import * as tf from '@tensorflow/tfjs-core';
import { recipe } from '../../core/network/recipe.ts';

export interface Moments {
  readonly firstMoment: tf.Tensor1D;
  readonly secondMoment: tf.Tensor1D;
}

/**
 * Step number `t`, counted from 1 (D. P. Kingma and J. Ba, "Adam", 2015, algorithm 1): the weights move by
 * -learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon). New tensors; the old ones are the caller's.
 *
 * The library's own optimiser takes its epsilon from the backend where none is given (1e-4 on WebGL), and does not give its
 * moments back one to one.
 */
export function adam(
  weights: tf.Tensor1D,
  { firstMoment, secondMoment }: Moments,
  gradient: tf.Tensor1D,
  learningRate: number,
  t: number,
): Moments & { readonly weights: tf.Tensor1D } {
  const { beta1, beta2, epsilon } = recipe.adam;
  return tf.tidy(() => {
    const first = tf.add<tf.Tensor1D>(tf.mul(firstMoment, beta1), tf.mul(gradient, 1 - beta1));
    const second = tf.add<tf.Tensor1D>(
      tf.mul(secondMoment, beta2),
      tf.mul(tf.square(gradient), 1 - beta2),
    );
    const root = tf.sqrt(tf.mul(second, 1 / (1 - beta2 ** t)));
    const direction = tf.div(first, tf.add(root, epsilon));
    const moved = tf.sub<tf.Tensor1D>(weights, tf.mul(direction, learningRate / (1 - beta1 ** t)));
    return { weights: moved, firstMoment: first, secondMoment: second };
  });
}
