/** A training run as plain data: what its steps and epochs gave, and the run frozen between two steps. Shapes only. */

/** What an engine computes on. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What a reader wants to compute on; `auto`: whatever is fastest. */
export type Preference = BackendName | 'auto';

/** What the engines' race on a device found, worth remembering there. */
export interface RaceResult {
  readonly backend: BackendName;
  /** The winner's, in the race. */
  readonly picturesPerSecond: number;
  /** What it holds for: the build, the browser, the processor's cores, the graphics. In another place the race is run again. */
  readonly place: string;
}

/** How far one click goes. `finish`: until the recipe ends. */
export type Stride = 'step' | 'epoch' | 'finish';

export interface StepResult {
  /** Steps taken before this one. */
  readonly step: number;
  /** Mean cross-entropy of the batch, dropout on; not finite in the step where a run diverges. */
  readonly loss: number;
  /** Share of the batch named rightly, dropout on. */
  readonly accuracy: number;
}

export interface EpochResult {
  /** Counted from 1. */
  readonly epoch: number;
  /** Means over the epoch's pictures: each step counts by the examples in it, as in Keras. */
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  /** Rows are the true class, columns the answer; counts of validation pictures. */
  readonly confusion: readonly (readonly number[])[];
  /** Seconds of computing, validation included, pauses not. */
  readonly seconds: number;
}

/** A run frozen between two steps: enough to go on exactly, in this worker or in another. */
export interface Checkpoint {
  readonly seed: number;
  /** Flat, in the order of `layOut(network)`, moving statistics included. */
  readonly weights: Float32Array;
  /** Adam's moments over the trainable parameters. */
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  /** Steps taken. */
  readonly step: number;
  readonly epochs: readonly EpochResult[];
  /** Sums over the steps of the unfinished epoch. */
  readonly partial: {
    readonly loss: number;
    readonly correct: number;
    readonly pictures: number;
    readonly seconds: number;
  };
  /** Where in the order of the unfinished epoch the next batch starts. */
  readonly position: number;
  /** The epoch with the best validation accuracy, the steps taken by its end, its weights; null before the first epoch ends. */
  readonly best: {
    readonly epoch: number;
    readonly step: number;
    readonly weights: Float32Array;
  } | null;
}
