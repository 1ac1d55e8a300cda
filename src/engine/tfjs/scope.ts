/** `tf.tidy` for functions that return what its types leave out: records of interfaces, and null. */
import * as tf from '@tensorflow/tfjs-core';

/** Runs `work` and disposes of every tensor made in it, but those found in its result (in arrays and records, not in maps). */
export function scoped<T>(work: () => T): T {
  return tf.tidy(work as () => tf.TensorContainer) as T;
}
