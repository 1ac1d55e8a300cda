/**
 * All that the page and the training worker say to each other. Plain data; arrays cross by transfer. A command
 * carries a ticket that only grows; a report names the run it speaks of and the last ticket the worker has acted on,
 * so that a late report of an old run, or one from before the last click, can be told apart.
 */
import type { DataManifest } from '../core/dataset/catalog.ts';
import type { Volume } from '../core/math/volume.ts';
import type { Hyperparameters } from '../core/network/recipe.ts';

export type BackendName = 'webgpu' | 'webgl' | 'cpu';
export type Preference = BackendName | 'auto';

/** Where the pictures are, and what must come from there. */
export interface DataSource {
  /** Absolute URL of the folder of the shards, ending in a slash. */
  readonly base: string;
  readonly manifest: DataManifest;
}

/** How far one click goes. `finish`: until the recipe ends. */
export type Stride = 'step' | 'epoch' | 'finish';

/** A run frozen between two steps: enough to go on exactly, in this worker or in another. */
export interface Checkpoint {
  readonly seed: number;
  readonly weights: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
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
}

export type Command = { readonly ticket: number } & (
  | {
      /** A new run, or one that goes on from a checkpoint. Cheap: no engine is opened before it must compute. */
      readonly type: 'run';
      readonly run: number;
      readonly seed: number;
      readonly hyperparameters: Hyperparameters;
      readonly preference: Preference;
      readonly source: DataSource;
      readonly checkpoint: Checkpoint | null;
    }
  | { readonly type: 'go'; readonly run: number; readonly stride: Stride }
  | { readonly type: 'pause'; readonly run: number }
  | { readonly type: 'tune'; readonly run: number; readonly hyperparameters: Hyperparameters }
  /** The picture whose maps are wanted, now and after later steps, by its place in the validation set. */
  | {
      readonly type: 'look';
      readonly run: number;
      readonly picture: number;
      readonly live: boolean;
    }
  | { readonly type: 'predict'; readonly run: number; readonly pictures: readonly number[] }
  | { readonly type: 'ping' }
);

export interface EngineReport {
  readonly id: string;
  readonly name: string;
  readonly software: boolean;
  readonly device: string;
  /** Why this one, as a sentence. */
  readonly reason: string;
  /** Those tried before it, and what each failed on. */
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[];
}

export interface StepResult {
  /** Steps taken before this one. */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface EpochResult {
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  /** Rows are the true class, columns the answer; counts of validation pictures. */
  readonly confusion: readonly (readonly number[])[];
  readonly seconds: number;
}

/** What went wrong, for a reader: what happened, what is safe, and what to press. */
export interface Problem {
  readonly kind: 'worker' | 'data' | 'engine' | 'diverged' | 'refused' | 'silent';
  readonly sentence: string;
  readonly remedy: 'retry' | 'reset' | 'none';
}

export type Report = { readonly run: number; readonly ticket: number } & (
  | { readonly type: 'ready' }
  | {
      readonly type: 'loading';
      readonly what: 'data' | 'engine';
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'engine'; readonly engine: EngineReport }
  | { readonly type: 'training' }
  /** At rest; `ended` says in a sentence why a run is over, null where it can go on. */
  | { readonly type: 'idle'; readonly ended: string | null }
  | {
      readonly type: 'progress';
      readonly steps: readonly StepResult[];
      readonly step: number;
      readonly stepsPerEpoch: number;
      /** Training pictures a second, median of the last steps. */
      readonly picturesPerSecond: number;
    }
  | { readonly type: 'validating'; readonly done: number; readonly total: number }
  | { readonly type: 'epoch'; readonly result: EpochResult; readonly best: number }
  | {
      readonly type: 'maps';
      readonly picture: number;
      readonly label: number;
      readonly pixels: Uint8Array;
      readonly step: number;
      readonly layers: ReadonlyMap<string, Volume>;
      readonly milliseconds: number;
    }
  | {
      readonly type: 'weights';
      readonly step: number;
      /** Flat, in the order of `layOut(network)`. */
      readonly weights: Float32Array;
    }
  | {
      readonly type: 'predictions';
      readonly step: number;
      readonly pictures: readonly number[];
      readonly labels: Uint8Array;
      readonly pixels: Uint8Array;
      /** Three for each picture. */
      readonly probabilities: Float32Array;
    }
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'pong' }
);
