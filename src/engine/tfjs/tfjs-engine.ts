/**
 * The training engine on TensorFlow.js, whatever its backend: runs, batches and readings. It opens no device and chooses
 * nothing; `cpu.ts`, `webgl.ts` and `webgpu.ts` do. The library keeps one backend a thread, so one engine lives at a time.
 */
import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy, softmax } from '../../core/math/softmax.ts';
import type { Volume } from '../../core/math/volume.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import type { Network } from '../../core/network/spec.ts';
import type {
  EngineIdentity,
  EngineState,
  Evaluation,
  LabelledPictures,
  StepOptions,
  StepResult,
  TrainingEngine,
} from '../engine.ts';
import type { Device } from './device.ts';
import { Model } from './model.ts';
import { disposeOf, download, upload, type RunTensors } from './parameters.ts';

/** Pictures evaluated at a time: a divisor of 3,000, small enough for a phone's memory and for a signal to be heard soon. */
const chunk = 60;

/** Milliseconds in which a failed reading waits to hear that the device is lost: the browser tells of that a little later. */
const grace = 100;

/** Settles as `work` does, or rejects as soon as the device is lost: a lost WebGL context never answers. */
function unlessLost<T>(work: Promise<T>, lost: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(lost.reason);
    if (lost.aborted) return fail();
    lost.addEventListener('abort', fail, { once: true });
    const still = (settle: () => void) => {
      lost.removeEventListener('abort', fail);
      settle();
    };
    work.then(
      (value) => still(() => resolve(value)),
      (error: unknown) => setTimeout(() => still(() => reject(error)), grace),
    );
  });
}

export class TfjsEngine implements TrainingEngine {
  readonly identity: EngineIdentity;
  readonly #device: Device;
  readonly #model: Model;
  /** Classes told apart: values of the last layer. */
  readonly #units: number;
  #run: RunTensors | null = null;
  #step = 0;
  #seed = 0;
  #closed = false;

  constructor(network: Network, device: Device) {
    this.identity = device.identity;
    this.#device = device;
    this.#model = new Model(network);
    this.#units = volumeOf(this.#model.shapes[network.layers.length]!);
  }

  async restore(state: EngineState, seed: number): Promise<void> {
    this.#expectOpen();
    const run = upload(this.#model.layout, state);
    if (this.#run) disposeOf(this.#run);
    this.#run = run;
    this.#step = state.step;
    this.#seed = seed;
  }

  async state(): Promise<EngineState> {
    return unlessLost(download(this.#running(), this.#step), this.#device.lost);
  }

  async step(batch: LabelledPictures, options: StepOptions): Promise<StepResult> {
    const run = this.#running();
    this.#count(batch);
    const { learningRate, dropout = true } = options;
    const terms = { learningRate, dropout, seed: this.#seed, step: this.#step };
    const { next, logits } = this.#model.train(run, batch, terms);
    disposeOf(run);
    this.#run = next;
    this.#step++;
    const { loss, correct } = crossEntropy(await this.#read(logits), batch.labels, this.#units);
    return { loss, correct };
  }

  async evaluate(pictures: LabelledPictures, signal?: AbortSignal): Promise<Evaluation> {
    const count = this.#count(pictures);
    const bytes = volumeOf(this.#model.network.input);
    const probabilities = new Float32Array(count * this.#units);
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < count; from += chunk) {
      signal?.throwIfAborted();
      const to = Math.min(from + chunk, count);
      const pixels = pictures.pixels.subarray(from * bytes, to * bytes);
      const logits = await this.#read(this.#model.answer(this.#running(), pixels));
      const part = crossEntropy(logits, pictures.labels.subarray(from, to), this.#units);
      loss += part.loss * (to - from);
      correct += part.correct;
      probabilities.set(softmax(logits, this.#units), from * this.#units);
    }
    return { loss: loss / count, accuracy: correct / count, probabilities };
  }

  async forward(picture: Uint8Array): Promise<ReadonlyMap<string, Volume>> {
    const { network, shapes } = this.#model;
    this.#count({ pixels: picture, labels: new Uint8Array(1) });
    const outputs = this.#model.look(this.#running(), picture);
    const values = await Promise.all(outputs.map((output) => this.#read(output)));
    return new Map(
      network.layers.map((layer, index) => {
        const found = values[index]!;
        const answer = layer.kind === 'dense' && index === network.layers.length - 1;
        const data = Float32Array.from(answer ? softmax(found, this.#units) : found);
        return [layer.id, { ...shapes[index + 1]!, data }];
      }),
    );
  }

  handles(): number {
    return tf.memory().numTensors;
  }

  dispose(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#run) disposeOf(this.#run);
    this.#model.dispose();
    this.#device.close();
  }

  #expectOpen(): void {
    if (this.#closed) throw new Error('engine: expected to be open, but it was disposed of');
    this.#device.lost.throwIfAborted();
  }

  #running(): RunTensors {
    this.#expectOpen();
    if (!this.#run) throw new Error('engine: expected a restored state, got none');
    return this.#run;
  }

  /** Pictures of a set whose two arrays agree. */
  #count({ pixels, labels }: LabelledPictures): number {
    if (labels.length === 0) throw new Error('pictures: expected at least 1, got 0');
    const expected = labels.length * volumeOf(this.#model.network.input);
    if (pixels.length !== expected)
      throw new Error(
        `pictures: expected ${expected} bytes for a count of ${labels.length}, got ${pixels.length}`,
      );
    return labels.length;
  }

  /** Values of a tensor that is disposed of; in float64, for what is computed from them here. */
  async #read(tensor: tf.Tensor): Promise<Float64Array> {
    try {
      return Float64Array.from(await unlessLost(tensor.data(), this.#device.lost));
    } finally {
      tensor.dispose();
    }
  }
}
