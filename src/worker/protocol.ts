/**
 * All that the page and the training worker say to each other. Plain data; large arrays cross by transfer. A command
 * carries the ticket of the reader's last click, which never falls; a report names the run it speaks of and the last
 * ticket the worker has acted on, so that a late report of an old run, or one from before the last click, can be told
 * apart. Every `run`, `go` and `pause` is answered by at least one report that settles the mode.
 */
import type { DataManifest } from '../core/dataset/catalog.ts';
import type { Volume } from '../core/math/volume.ts';
import type { Hyperparameters } from '../core/network/recipe.ts';
import type {
  BackendName,
  Checkpoint,
  EpochResult,
  Preference,
  RaceResult,
  StepResult,
  Stride,
} from '../core/network/run.ts';

export type { BackendName, Checkpoint, EpochResult, Preference, RaceResult, StepResult, Stride };

/** Where the pictures are, and what must come from there. */
export interface DataSource {
  /** Absolute URL of the folder of the shards, ending in a slash. */
  readonly base: string;
  readonly manifest: DataManifest;
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
      /** What the page remembers of the last race; null: nothing. */
      readonly known: RaceResult | null;
    }
  /** `takeOver`: train here even if another tab trains; that one pauses. */
  | {
      readonly type: 'go';
      readonly run: number;
      readonly stride: Stride;
      readonly takeOver: boolean;
    }
  | { readonly type: 'pause'; readonly run: number }
  | { readonly type: 'tune'; readonly run: number; readonly hyperparameters: Hyperparameters }
  /** Which backend to compute on, from the next step on; the run is carried over. */
  | { readonly type: 'prefer'; readonly run: number; readonly preference: Preference }
  /** Forget the last race and run another, for the next step that is to be taken; the run is carried over. */
  | { readonly type: 'race'; readonly run: number }
  /** The picture whose maps are wanted, by its place in the validation set; `live`: after later steps too. */
  | {
      readonly type: 'look';
      readonly run: number;
      readonly picture: number;
      readonly live: boolean;
    }
  /** What it cost the page to draw the maps that came last: live ones are then paced so that both together stay within their share. */
  | { readonly type: 'drawn'; readonly run: number; readonly milliseconds: number }
  | { readonly type: 'predict'; readonly run: number; readonly pictures: readonly number[] }
  | { readonly type: 'ping' }
);

/** Figures ask and tell by themselves; all other commands are a reader's word. */
export const unasked: ReadonlySet<Command['type']> = new Set(['look', 'drawn', 'predict']);

export interface EngineReport {
  readonly id: string;
  readonly name: string;
  readonly software: boolean;
  readonly device: string;
  /** Why this one, as a sentence. */
  readonly reason: string;
  /** Those that were not taken: what each failed on, or how fast it was. */
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[];
  /** What to remember of the race that chose it; null where none did. */
  readonly race: RaceResult | null;
}

/** What went wrong, for a reader: what happened, what is safe, and what to press. */
export interface Problem {
  /** `elsewhere`: another tab of the site is training. */
  readonly kind: 'worker' | 'data' | 'engine' | 'diverged' | 'refused' | 'silent' | 'elsewhere';
  readonly sentence: string;
  readonly remedy: 'retry' | 'reset' | 'none';
  /** The step at which it showed, where there is one. */
  readonly step?: number;
}

export type Report = { readonly run: number; readonly ticket: number } & (
  | { readonly type: 'ready' }
  /** What training waits for: bytes of data, or (0 of 1) an engine. */
  | {
      readonly type: 'loading';
      readonly what: 'data' | 'engine';
      readonly done: number;
      readonly total: number;
    }
  /** The engine in use; null: it was closed. */
  | { readonly type: 'engine'; readonly engine: EngineReport | null }
  | { readonly type: 'training' }
  /** At rest; `ended` says in a sentence why a run is over, null where it can go on. */
  | { readonly type: 'idle'; readonly ended: string | null }
  | {
      readonly type: 'progress';
      /** Steps taken since the last such report; may be none. A step that is known already is replaced. */
      readonly steps: readonly StepResult[];
      readonly step: number;
      readonly stepsPerEpoch: number;
      /** Training pictures a second, median of the last steps; null before the first. */
      readonly picturesPerSecond: number | null;
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
  /** `stops`: training cannot go on before the remedy; otherwise only what was asked for is missing. */
  | { readonly type: 'problem'; readonly problem: Problem; readonly stops: boolean }
  | { readonly type: 'pong' }
);
