/** The TensorFlow.js module that readers copy, really run: this test evaluates its text and trains with it. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { farthest, someValues } from '../math/gradient.fixture.ts';
import { describe as describeNetwork } from './describe.ts';
import { initialWeights } from './initial.ts';
import { network } from './network.ts';
import { evaluate } from './oracle.ts';
import { layOut, view } from './parameters.ts';
import { sourceText } from './source-line.ts';
import { tfjsSource } from './tfjs-source.ts';

interface Program {
  createModel(): tf.Sequential;
  train(
    model: tf.Sequential,
    training: { pictures: tf.Tensor; answers: tf.Tensor },
    validation: { pictures: tf.Tensor; answers: tf.Tensor },
    options: { epochs: number; keep: tf.io.IOHandler },
  ): Promise<tf.History>;
}

const lines = tfjsSource(network);
const layout = layOut(network);

/** The module's exports; its one import is handed in, since a text has no folder to import from. */
function run(text: string): Program {
  const [line, from] = ['import * as tf from', `'@tensorflow/tfjs';\n`];
  expect(text).toContain(`${line} ${from}`);
  const body = text.replace(`${line} ${from}`, '').replaceAll(/^export /gm, '');
  return new Function('tf', `'use strict';\n${body}\nreturn { createModel, train };`)(
    tf,
  ) as Program;
}

/** Weights of which none has its start value, so that one in a wrong place shows. */
function stirred(): Float32Array {
  const weights = initialWeights(layout, 3);
  for (const { part, offset, length } of layout.parameters) {
    if (part === 'kernel') continue;
    const noise = someValues(length, 3, offset);
    for (let i = 0; i < length; i++) weights[offset + i]! += 0.3 * noise[i]!;
  }
  return weights;
}

let program: Program;
let model: tf.Sequential;
beforeAll(async () => {
  // Else the library recommends its native build on every run.
  tf.env().set('IS_NODE', false);
  await tf.setBackend('cpu');
  program = run(sourceText(lines));
  model = program.createModel();
});
afterAll(() => model.dispose());

describe('the TensorFlow.js module', () => {
  test('has one line for each layer, tied to its id', () => {
    const made = lines.filter((line) => line.layer !== null);
    expect(made.map((line) => line.layer)).toEqual(network.layers.map((layer) => layer.id));
    for (const { text, layer } of made) expect(text).toContain(`name: '${layer}'`);
    expect(made[0]!.text).toContain('inputShape: [32, 32, 3]');
  });

  test('makes a model of 289,443 parameters with the shapes of the network', () => {
    expect(model.countParams()).toBe(289_443);
    const { rows } = describeNetwork(network);
    expect(model.layers.map((layer) => layer.name)).toEqual(rows.map((row) => row.id));
    rows.forEach(({ output, kind, parameters }, index) => {
      const layer = model.layers[index]!;
      const { height, width, channels } = output;
      const flat = kind === 'flatten' || kind === 'dense';
      expect(layer.outputShape).toEqual([null, ...(flat ? [channels] : [height, width, channels])]);
      expect(layer.countParams()).toBe(parameters.total);
    });
  });

  test('starts as the recipe does: Glorot-uniform kernels and Adam with epsilon 1e-7', () => {
    for (const layer of model.layers) {
      const initialiser = (
        layer.getConfig() as { kernelInitializer?: { config: object; className: string } }
      ).kernelInitializer;
      if (!initialiser) continue;
      expect(initialiser).toMatchObject({
        className: 'VarianceScaling',
        config: { scale: 1, mode: 'fanAvg', distribution: 'uniform' },
      });
    }
    expect((model.optimizer as tf.Optimizer).getConfig()).toEqual({
      learningRate: 1e-3,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
    });
  });

  test('predicts what the oracle predicts', () => {
    const weights = stirred();
    for (const layer of model.layers) {
      // Keras's order: kernel, bias; gamma, beta, moving mean, moving variance.
      const own = layout.parameters.filter((parameter) => parameter.layer === layer.name);
      if (own.length === 0) continue;
      const tensors = own.map((p) => tf.tensor(view(layout, weights, p.name), [...p.shape]));
      layer.setWeights(tensors);
      tf.dispose(tensors);
    }
    const pixels = Uint8Array.from(someValues(3 * 3072, 4), (value) => 127.5 * (value + 1));
    const labels = Uint8Array.of(0, 1, 2);
    const { probabilities } = evaluate(network, layout, weights, { pixels, labels });
    const predicted = tf.tidy(() => {
      const pictures = tf.tensor4d(Float32Array.from(pixels), [3, 32, 32, 3]).div(255);
      return (model.predict(pictures) as tf.Tensor).dataSync();
    });
    expect(farthest(predicted, probabilities)).toBeLessThan(1e-4);
    // The pictures differ enough to be told apart, so that agreement means something.
    expect(farthest(probabilities.subarray(0, 3), probabilities.subarray(3, 6))).toBeGreaterThan(
      1e-3,
    );
  });

  test('trains, validates and keeps the best epoch', async () => {
    const pictures = tf.tensor4d(Float32Array.from(someValues(3072, 5), Math.abs), [1, 32, 32, 3]);
    const answers = tf.tensor2d([[0, 1, 0]]);
    const kept: tf.io.ModelArtifacts[] = [];
    const keep = tf.io.withSaveHandler((artifacts) => {
      kept.push(artifacts);
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' },
      });
    });
    const set = { pictures, answers };
    const history = await program.train(model, set, set, { epochs: 1, keep });
    expect(Object.keys(history.history).sort()).toEqual(['acc', 'loss', 'val_acc', 'val_loss']);
    expect(kept).toHaveLength(1);
    expect((kept[0]!.weightData as ArrayBuffer).byteLength).toBe(4 * 289_443);
    tf.dispose([pictures, answers]);
  });
});
