/** The one state of the one training session, as plain data. What changes it is `reduce.ts`; what shows it are figures. */
import { recipe, type Hyperparameters } from '../core/network/recipe.ts';
import type {
  Checkpoint,
  DataSource,
  EngineReport,
  EpochResult,
  Preference,
  Problem,
  StepResult,
  Stride,
} from '../worker/protocol.ts';

/**
 * closed: no worker, or nothing asked of it yet · opening: data or engine on the way · idle: can train ·
 * training: steps are being taken · pausing: the last step is being finished · ended: the recipe is over · failed: see `problem`.
 */
export type Mode = 'closed' | 'opening' | 'idle' | 'training' | 'pausing' | 'ended' | 'failed';

export interface SessionState {
  readonly mode: Mode;
  /** What the reader last asked for; null: to rest. */
  readonly goal: Stride | null;
  readonly run: number;
  /** Of the last click; reports that know only earlier ones do not change the mode. */
  readonly ticket: number;
  readonly seed: number;
  readonly hyperparameters: Hyperparameters;
  readonly preference: Preference;
  readonly source: DataSource | null;
  readonly loading: {
    readonly what: 'data' | 'engine';
    readonly done: number;
    readonly total: number;
  } | null;
  readonly validating: { readonly done: number; readonly total: number } | null;
  readonly engine: EngineReport | null;
  /** Steps taken in this run. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly picturesPerSecond: number | null;
  readonly steps: readonly StepResult[];
  readonly epochs: readonly EpochResult[];
  /** Epoch of the best validation accuracy so far, counted from 1. */
  readonly best: number | null;
  readonly ended: string | null;
  readonly problem: Problem | null;
  readonly checkpoint: Checkpoint | null;
}

export const initialState: SessionState = {
  mode: 'closed',
  goal: null,
  run: 0,
  ticket: 0,
  seed: 1,
  hyperparameters: recipe.hyperparameters,
  preference: 'auto',
  source: null,
  loading: null,
  validating: null,
  engine: null,
  step: 0,
  stepsPerEpoch: Math.ceil(
    recipe.hyperparameters.trainingPictures / recipe.hyperparameters.batchSize,
  ),
  picturesPerSecond: null,
  steps: [],
  epochs: [],
  best: null,
  ended: null,
  problem: null,
  checkpoint: null,
};
