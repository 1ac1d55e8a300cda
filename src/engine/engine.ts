/**
 * What every engine of the project offers, whatever it computes on. Engines know nothing of epochs, pauses or
 * messages: `trainer.ts` drives them. All weights are flat, in the order of `layOut(network)`.
 */
import type { Volume } from '../core/math/volume.ts';

export type { BackendName } from '../core/network/run.ts';

export interface EngineIdentity {
  /** Stable id, for example `tfjs-webgl`. */
  readonly id: string;
  /** For readers, for example `TensorFlow.js on WebGL`. */
  readonly name: string;
  /** True where the "graphics" are emulated on the CPU. */
  readonly software: boolean;
  /** The adapter or renderer as the browser names it; empty where there is none. */
  readonly device: string;
}

/** Pictures as bytes until a batch is gathered. */
export interface LabelledPictures {
  /** `count * 32 * 32 * 3` bytes, row, column, channel order. */
  readonly pixels: Uint8Array;
  /** Class numbers 0, 1, 2. */
  readonly labels: Uint8Array;
}

export interface TrainingData {
  readonly training: LabelledPictures;
  readonly validation: LabelledPictures;
}

/** All that a run needs to go on exactly where it was. */
export interface EngineState {
  /** Flat parameters, moving statistics included. */
  readonly weights: Float32Array;
  /** Adam's moments over the trainable parameters. */
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  /** Steps taken; the next step draws its masks with this number. */
  readonly step: number;
}

export interface StepResult {
  /** Mean cross-entropy of the batch, dropout on, before the step. */
  readonly loss: number;
  /** Pictures of the batch named rightly, dropout on. */
  readonly correct: number;
}

export interface StepOptions {
  readonly learningRate: number;
  /** Off in probes and tests that compare with runs without it. Default on. */
  readonly dropout?: boolean;
}

export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
  /** `count * 3`, in the order of the pictures. */
  readonly probabilities: Float32Array;
}

export interface TrainingEngine {
  readonly identity: EngineIdentity;
  /** Takes over a run: its state, and the seed of its dropout masks. */
  restore(state: EngineState, seed: number): Promise<void>;
  state(): Promise<EngineState>;
  /** One Adam step on this batch. */
  step(batch: LabelledPictures, options: StepOptions): Promise<StepResult>;
  /** Loss, accuracy and probabilities with dropout off and moving statistics; stops at the signal with its reason. */
  evaluate(pictures: LabelledPictures, signal?: AbortSignal): Promise<Evaluation>;
  /** Every layer's output for one picture (3,072 bytes), evaluation mode, by layer id; `dense` gives probabilities. */
  forward(picture: Uint8Array): Promise<ReadonlyMap<string, Volume>>;
  /** Memory handles alive now: must not grow from step to step. */
  handles(): number;
  dispose(): void;
}

/** A fresh run's state. */
export function startState(weights: Float32Array, trainable: number): EngineState {
  return {
    weights,
    firstMoment: new Float32Array(trainable),
    secondMoment: new Float32Array(trainable),
    step: 0,
  };
}
