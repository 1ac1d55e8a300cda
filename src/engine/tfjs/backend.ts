/** Puts one backend of TensorFlow.js into use and takes it out again. The library itself is global: one backend at a time. */
import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes `create`'s backend the one in use under `name`, and gives the function that takes it out and frees it. The packages
 * register factories of their own on import; those open devices their own way, so they are replaced.
 */
export async function take(name: string, create: () => tf.KernelBackend): Promise<() => void> {
  if (tf.findBackendFactory(name)) tf.removeBackend(name);
  tf.registerBackend(name, create);
  if (!(await tf.setBackend(name))) {
    tf.removeBackend(name);
    throw new Error(`backend: expected "${name}" to start, but it did not`);
  }
  return () => tf.removeBackend(name);
}
