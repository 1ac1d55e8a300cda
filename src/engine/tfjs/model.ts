/**
 * The whole network on TensorFlow.js tensors: one training step, and answers. Derived from the spec alone; it waits for
 * nothing, reads nothing back and owns no run: `tfjs-engine.ts` does.
 */
import * as tf from '@tensorflow/tfjs-core';
import { dropoutMask } from '../../core/network/initial.ts';
import { layOut, type Parameter, type ParameterLayout } from '../../core/network/parameters.ts';
import { shapes } from '../../core/network/shapes.ts';
import type { Layer, Network, Shape } from '../../core/network/spec.ts';
import type { LabelledPictures } from '../engine.ts';
import { adam } from './adam.ts';
import { cut, join, keptShares, type RunTensors } from './parameters.ts';
import {
  backward,
  forwardInEvaluation,
  forwardInTraining,
  type Lookup,
  type Mask,
  type Trace,
} from './passes.ts';
import { scoped } from './scope.ts';

/** What a step depends on besides weights and pictures. */
export interface StepTerms {
  readonly learningRate: number;
  readonly dropout: boolean;
  readonly seed: number;
  /** Steps taken before this one. */
  readonly step: number;
}

type Pieces = ReadonlyMap<string, tf.Tensor>;

const brightness = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

export class Model {
  readonly network: Network;
  readonly layout: ParameterLayout;
  /** Entry 0 is the input, entry i + 1 the output of layer i. */
  readonly shapes: readonly Shape[];
  readonly #trainable: readonly Parameter[];
  readonly #moving: readonly Parameter[];
  readonly #kept: tf.Tensor1D;

  constructor(network: Network) {
    this.network = network;
    this.layout = layOut(network);
    this.shapes = shapes(network);
    this.#trainable = this.layout.parameters.filter(({ trainable }) => trainable);
    this.#moving = this.layout.parameters.filter(({ trainable }) => !trainable);
    this.#kept = tf.keep(tf.tensor1d(keptShares(network, this.#moving)));
  }

  dispose(): void {
    this.#kept.dispose();
  }

  /** One step of Adam on the mean cross-entropy: the run after it, and the batch's logits before it, all kept. */
  train(
    run: RunTensors,
    batch: LabelledPictures,
    terms: StepTerms,
  ): { readonly next: RunTensors; readonly logits: tf.Tensor } {
    return scoped(() => {
      const pieces = cut(this.#trainable, run.weights, 0);
      const { inputs, traces } = this.#forward(batch.pixels, pieces, terms);
      const moving = this.#move(run.moving, traces);
      const logits = tf.keep(tf.clone(traces[traces.length - 1]!.output));
      const gradients = this.#backward(
        inputs,
        traces,
        this.#lossBack(logits, batch.labels),
        pieces,
      );
      const gradient = join(this.#trainable, gradients);
      const moved = adam(run.weights, run, gradient, terms.learningRate, terms.step + 1);
      const next: RunTensors = { ...moved, moving };
      for (const tensor of Object.values(next)) tf.keep(tensor as tf.Tensor);
      return { next, logits };
    });
  }

  /** Logits in evaluation. The caller disposes of them. */
  answer(run: RunTensors, pixels: Uint8Array): tf.Tensor {
    return tf.tidy(() => {
      const pieces = this.#all(run);
      return this.network.layers.reduce<tf.Tensor>(
        (x, layer) => tf.tidy(() => forwardInEvaluation(layer, x, lookupIn(pieces, layer))),
        this.#gather(pixels),
      );
    });
  }

  /** Every layer's output in evaluation, in the order of the listing. The caller disposes of them. */
  look(run: RunTensors, pixels: Uint8Array): tf.Tensor[] {
    return tf.tidy(() => {
      const pieces = this.#all(run);
      const outputs: tf.Tensor[] = [];
      let x: tf.Tensor = this.#gather(pixels);
      for (const layer of this.network.layers) {
        x = forwardInEvaluation(layer, x, lookupIn(pieces, layer));
        outputs.push(x);
      }
      return outputs;
    });
  }

  #all(run: RunTensors): Pieces {
    const trained = cut(this.#trainable, run.weights, 0);
    return new Map([...trained, ...cut(this.#moving, run.moving, this.layout.trainable)]);
  }

  /** Bytes become numbers from 0 to 1 here and not before: a set of pictures stays a quarter of its size. */
  #gather(pixels: Uint8Array): tf.Tensor4D {
    const { height, width, channels } = this.network.input;
    const count = pixels.length / (height * width * channels);
    const values = Float32Array.from(pixels, (byte) => brightness[byte]!);
    return tf.tensor4d(values, [count, height, width, channels]);
  }

  #forward(pixels: Uint8Array, pieces: Pieces, terms: StepTerms) {
    const inputs: tf.Tensor[] = [];
    const traces: Trace[] = [];
    let x: tf.Tensor = this.#gather(pixels);
    this.network.layers.forEach((layer, ordinal) => {
      inputs.push(x);
      traces.push(
        forwardInTraining(layer, x, lookupIn(pieces, layer), maskOf(layer, ordinal, terms)),
      );
      x = traces[ordinal]!.output;
    });
    return { inputs, traces };
  }

  /** (softmax(logits) - 1 at the label) / pictures: the gradient of the mean cross-entropy. */
  #lossBack(logits: tf.Tensor, labels: Uint8Array): tf.Tensor {
    const units = logits.shape[1]!;
    const wanted = new Float32Array(labels.length * units);
    labels.forEach((label, index) => (wanted[index * units + label] = 1));
    return tf.tidy(() =>
      tf.div(tf.sub(tf.softmax(logits), tf.tensor(wanted, logits.shape)), labels.length),
    );
  }

  /** Gradients of all trainable parameters by name. Frees each layer's trace when it is done with it. */
  #backward(
    inputs: readonly tf.Tensor[],
    traces: readonly Trace[],
    lossGradient: tf.Tensor,
    pieces: Pieces,
  ): Pieces {
    const found = new Map<string, tf.Tensor>();
    let dy = lossGradient;
    for (let index = traces.length - 1; index >= 0; index--) {
      const layer = this.network.layers[index]!;
      const trace = traces[index]!;
      const lookup = lookupIn(pieces, layer);
      const above = dy;
      const { input, parameters } = scoped(() =>
        backward(layer, inputs[index]!, trace, above, lookup, index > 0),
      );
      for (const { part, value } of parameters) found.set(`${layer.id}/${part}`, value);
      tf.dispose([above, trace.output, ...trace.saved]);
      if (input) dy = input;
    }
    return found;
  }

  /** moving = momentum * moving + (1 - momentum) * batch, the variance the biased one of the batch. */
  #move(moving: tf.Tensor1D, traces: readonly Trace[]): tf.Tensor1D {
    if (this.#moving.length === 0) return tf.clone(moving);
    return tf.tidy(() => {
      const batch = new Map<string, tf.Tensor>();
      this.network.layers.forEach(({ id }, index) => {
        const statistics = traces[index]!.statistics;
        if (!statistics) return;
        batch.set(`${id}/moving_mean`, statistics.mean);
        batch.set(`${id}/moving_variance`, statistics.variance);
      });
      const seen = join(this.#moving, batch);
      const fresh = tf.mul(seen, tf.sub(1, this.#kept));
      return tf.add<tf.Tensor1D>(tf.mul(moving, this.#kept), fresh);
    });
  }
}

function lookupIn(pieces: Pieces, layer: Layer): Lookup {
  return (part) => {
    const piece = pieces.get(`${layer.id}/${part}`);
    if (!piece) throw new Error(`model: expected a parameter "${layer.id}/${part}", got none`);
    return piece;
  };
}

function maskOf(layer: Layer, ordinal: number, { dropout, seed, step }: StepTerms): Mask {
  if (layer.kind !== 'dropout' || !dropout) return null;
  const { rate } = layer;
  const scale = 1 / (1 - rate);
  return (length) =>
    Float32Array.from(dropoutMask(length, rate, seed, ordinal, step), (stays) => stays * scale);
}
