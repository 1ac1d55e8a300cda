/**
 * The network as TensorFlow.js's own layers have it, compiled and trained the way its manual shows: the stock contender. Derived
 * from the spec; nothing of this project's engines is in it.
 */
import * as tf from '@tensorflow/tfjs';
import type { ParameterLayout } from '../../src/core/network/parameters.ts';
import { recipe } from '../../src/core/network/recipe.ts';
import { volumeOf } from '../../src/core/network/shapes.ts';
import type { Layer, Network } from '../../src/core/network/spec.ts';
import type { LabelledPictures } from '../../src/engine/engine.ts';

function layerOf(layer: Layer): tf.layers.Layer {
  const name = layer.id;
  switch (layer.kind) {
    case 'convolution': {
      const { filters, kernel: kernelSize, padding } = layer;
      return tf.layers.conv2d({ name, filters, kernelSize, padding, activation: 'relu' });
    }
    case 'batch-norm':
      return tf.layers.batchNormalization({
        name,
        momentum: layer.momentum,
        epsilon: layer.epsilon,
      });
    case 'max-pool':
      return tf.layers.maxPooling2d({ name, poolSize: layer.size });
    case 'dropout':
      return tf.layers.dropout({ name, rate: layer.rate });
    case 'flatten':
      return tf.layers.flatten({ name });
    case 'dense':
      return tf.layers.dense({ name, units: layer.units, activation: 'softmax' });
  }
}

/** The weights of the flat array, in the library's order, which is the layout's: trainable ones first. */
function setWeights(model: tf.LayersModel, layout: ParameterLayout, weights: Float32Array): void {
  const expected = model.weights.map(({ shape }) => shape.join('x')).join(', ');
  const given = layout.parameters.map(({ shape }) => shape.join('x')).join(', ');
  if (expected !== given)
    throw new Error(`stock: expected weights in shapes ${expected}; the layout has ${given}`);
  tf.tidy(() =>
    model.setWeights(
      layout.parameters.map(({ offset, length, shape }) =>
        tf.tensor(weights.slice(offset, offset + length), [...shape]),
      ),
    ),
  );
}

/** A compiled model with these weights. Without dropout only for comparisons. */
export function stockModel(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array,
  dropout = true,
): tf.LayersModel {
  const { height, width, channels } = network.input;
  const input = tf.input({ shape: [height, width, channels] });
  const layers = network.layers.filter(({ kind }) => dropout || kind !== 'dropout');
  const output = layers.reduce<tf.SymbolicTensor>(
    (x, layer) => layerOf(layer).apply(x) as tf.SymbolicTensor,
    input,
  );
  const model = tf.model({ inputs: input, outputs: output });
  setWeights(model, layout, weights);
  const { adam, hyperparameters } = recipe;
  model.compile({
    optimizer: tf.train.adam(hyperparameters.learningRate, adam.beta1, adam.beta2, adam.epsilon),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

/** Pictures as values from 0 to 1, and their classes one-hot. */
export function stockData(
  { input, layers }: Network,
  { pixels, labels }: LabelledPictures,
): { readonly x: tf.Tensor4D; readonly y: tf.Tensor2D } {
  const { height, width, channels } = input;
  const last = layers.at(-1);
  const units = last?.kind === 'dense' ? last.units : 0;
  const count = pixels.length / volumeOf(input);
  const values = Float32Array.from(pixels, (byte) => byte / 255);
  const wanted = new Float32Array(count * units);
  labels.forEach((label, index) => (wanted[index * units + label] = 1));
  return {
    x: tf.tensor4d(values, [count, height, width, channels]),
    y: tf.tensor2d(wanted, [count, units]),
  };
}

/** Each an epoch of one batch. Seconds of each, until its loss was read. */
export async function fit(
  model: tf.LayersModel,
  { x, y }: ReturnType<typeof stockData>,
  count: number,
): Promise<number[]> {
  const seconds: number[] = [];
  let from = 0;
  await model.fit(x, y, {
    batchSize: x.shape[0],
    epochs: count,
    // Nothing is drawn here, so that the library need not wait for frames.
    yieldEvery: 'never',
    callbacks: {
      onTrainBegin: () => void (from = performance.now()),
      onEpochEnd: (_epoch, logs) => {
        const now = performance.now();
        seconds.push((now - from) / 1000);
        from = now;
        if (!Number.isFinite(logs?.loss))
          throw new Error(`stock: expected a finite loss, got ${String(logs?.loss)}`);
      },
    },
  });
  return seconds;
}
