/**
 * The network and its recipe as a TensorFlow.js module that a reader can paste and run. Text derived from the spec; the engine of
 * this project is another program, which trains with a loop of its own.
 */
import { recipe } from './recipe.ts';
import { plainLines, type SourceLine } from './source-line.ts';
import type { Layer, Network, Shape } from './spec.ts';

/** TensorFlow.js would start from Glorot's normal distribution, Keras from the uniform one: said where it matters. */
const start = `kernelInitializer: 'glorotUniform'`;

function layerCall(layer: Layer, input: Shape | null): string {
  const name = `name: '${layer.id}'`;
  const first = input ? `inputShape: [${input.height}, ${input.width}, ${input.channels}], ` : '';
  switch (layer.kind) {
    case 'convolution':
      return `conv2d({ ${first}filters: ${layer.filters}, kernelSize: ${layer.kernel}, padding: '${layer.padding}', activation: 'relu', ${start}, ${name} })`;
    case 'batch-norm':
      return `batchNormalization({ ${first}momentum: ${layer.momentum}, epsilon: ${layer.epsilon}, ${name} })`;
    case 'max-pool':
      return `maxPooling2d({ ${first}poolSize: ${layer.size}, ${name} })`;
    case 'dropout':
      return `dropout({ ${first}rate: ${layer.rate}, ${name} })`;
    case 'flatten':
      return `flatten({ ${first}${name} })`;
    case 'dense':
      return `dense({ ${first}units: ${layer.units}, activation: 'softmax', ${start}, ${name} })`;
  }
}

const opening = `// The three-block network for TensorFlow.js: npm install @tensorflow/tfjs
import * as tf from '@tensorflow/tfjs';

export function createModel() {
  const model = tf.sequential({ name: 'three_blocks' });`;

function closing(): string {
  const { adam, epochs, patience, hyperparameters } = recipe;
  return `  model.compile({
    // Said in full: left out, epsilon is the backend's, which is larger on 16-bit graphics.
    optimizer: tf.train.adam(${hyperparameters.learningRate}, ${adam.beta1}, ${adam.beta2}, ${adam.epsilon}),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

/**
 * Trains on pictures [count, height, width, channels] of values from 0 to 1 and one-hot answers [count, classes], and keeps the
 * epoch that does best on the validation pictures. \`keep\` is where, a URL or a tf.io handler.
 */
export async function train(model, training, validation, { epochs = ${epochs}, keep = 'indexeddb://three-blocks' } = {}) {
  let best = -Infinity;
  const checkpoint = new tf.CustomCallback({
    onEpochEnd: async (epoch, logs) => {
      if (!(logs.val_acc > best)) return;
      best = logs.val_acc;
      await model.save(keep);
    },
  });
  return model.fit(training.pictures, training.answers, {
    batchSize: ${hyperparameters.batchSize},
    epochs,
    shuffle: true,
    validationData: [validation.pictures, validation.answers],
    callbacks: [checkpoint, tf.callbacks.earlyStopping({ monitor: 'val_acc', patience: ${patience} })],
  });
}`;
}

/** A TensorFlow.js module with `createModel` and `train`. Lines that make a layer carry its id. */
export function tfjsSource(network: Network): readonly SourceLine[] {
  return [
    ...plainLines(opening),
    ...network.layers.map((layer, index) => ({
      text: `  model.add(tf.layers.${layerCall(layer, index === 0 ? network.input : null)});`,
      layer: layer.id,
    })),
    ...plainLines(closing()),
  ];
}
