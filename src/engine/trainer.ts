/**
 * One run of the recipe on one engine: batches in the seed's order, epochs, validation, early stopping, the best epoch
 * kept. It goes forward by one small piece at a time and never on its own: pace, pauses and messages are the caller's.
 * Its length is that of its interface and of one class whose counters belong together.
 */
import {
  batchAt,
  epochOrder,
  gatherBatch,
  stepsPerEpoch,
  validationCount,
} from '../core/dataset/batches.ts';
import type { Hyperparameters } from '../core/network/recipe.ts';
import type { Checkpoint, EpochResult, StepResult } from '../core/network/run.ts';
import type { EngineState, TrainingData, TrainingEngine } from './engine.ts';
import { bestEpoch, verdict } from '../core/network/stopping.ts';
import { createValidation, type Validation } from './validation.ts';

export interface TrainerOptions {
  readonly engine: TrainingEngine;
  /** As many training pictures as the hyperparameters say, and their share of validation pictures. */
  readonly data: TrainingData;
  readonly hyperparameters: Hyperparameters;
  /** Where the run stands; `startCheckpoint` for a new one. */
  readonly checkpoint: Checkpoint;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** What one piece of work gave. */
export type Advance =
  | { readonly type: 'step'; readonly result: StepResult }
  | { readonly type: 'validating'; readonly done: number; readonly total: number }
  /** `ended`: why the run is over, as a sentence; null where it goes on. */
  | {
      readonly type: 'epoch';
      readonly result: EpochResult;
      readonly best: number;
      readonly ended: string | null;
    }
  /** The loss was no number. The run is back at the last good checkpoint. */
  | { readonly type: 'diverged'; readonly result: StepResult; readonly learningRate: number };

export interface Trainer {
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Training pictures a second, median of the last steps; null before the first. */
  readonly picturesPerSecond: number | null;
  /** Why the run is over; null where it can go on. */
  readonly ended: string | null;
  /** What the next piece will be. */
  readonly next: 'step' | 'validation';
  /** The newest state whose every number is finite. */
  readonly kept: Checkpoint;
  /** One training step, or one chunk of the validation that closes an epoch. Not two at once. */
  advance(): Promise<Advance>;
  /** Reads the run back from the engine into `kept`, unless a number in it is not finite. */
  keep(): Promise<Checkpoint>;
  /** From the next step on. */
  tune(learningRate: number): void;
}

const recentSteps = 20;

/** A run at step 0. */
export const startCheckpoint = (
  seed: number,
  weights: Float32Array,
  trainable: number,
): Checkpoint => ({
  seed,
  weights,
  firstMoment: new Float32Array(trainable),
  secondMoment: new Float32Array(trainable),
  step: 0,
  epochs: [],
  partial: nothing,
  position: 0,
  best: null,
});

const nothing: Checkpoint['partial'] = { loss: 0, correct: 0, pictures: 0, seconds: 0 };

/** What to look at: the weights of the best epoch once a run is over, else the newest, and after how many steps they stood. */
export const shown = (
  checkpoint: Checkpoint,
): { readonly step: number; readonly weights: Float32Array } =>
  (verdict(checkpoint.epochs) !== null && checkpoint.best) || checkpoint;

const finite = (values: Float32Array): boolean => {
  // A sum is finite only if no part is infinite or not a number; one pass without a branch for each of 868,000 values.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0;
  return sum === 0;
};

const wholesome = ({ weights, firstMoment, secondMoment }: EngineState): boolean =>
  finite(weights) && finite(firstMoment) && finite(secondMoment);

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
};

class Run implements Trainer {
  readonly stepsPerEpoch: number;
  readonly #engine: TrainingEngine;
  readonly #data: TrainingData;
  readonly #count: number;
  readonly #batchSize: number;
  readonly #now: () => number;
  #learningRate: number;
  /** The run's counters; its arrays are those of the last read-back, the engine's are newer. */
  #at: Checkpoint;
  #kept: Checkpoint;
  #order: { readonly epoch: number; readonly places: Uint32Array } | null = null;
  #validation: Validation | null = null;
  #speeds: number[] = [];

  constructor({ engine, data, hyperparameters, checkpoint, now }: TrainerOptions) {
    const { trainingPictures, batchSize, learningRate } = hyperparameters;
    this.stepsPerEpoch = stepsPerEpoch(trainingPictures, batchSize);
    this.#engine = engine;
    this.#data = data;
    this.#count = trainingPictures;
    this.#batchSize = batchSize;
    this.#learningRate = learningRate;
    this.#now = now;
    this.#at = this.#kept = checkpoint;
  }

  get step(): number {
    return this.#at.step;
  }
  get ended(): string | null {
    return verdict(this.#at.epochs);
  }
  get next(): 'step' | 'validation' {
    return this.#at.position < this.#count ? 'step' : 'validation';
  }
  get kept(): Checkpoint {
    return this.#kept;
  }
  get picturesPerSecond(): number | null {
    return median(this.#speeds);
  }

  tune(learningRate: number): void {
    this.#learningRate = learningRate;
  }

  /** Puts the engine where the last good checkpoint is, counters included. */
  async restore(): Promise<void> {
    this.#at = this.#kept;
    this.#validation = null;
    const { firstMoment, secondMoment, step } = this.#kept;
    const { weights } = shown(this.#kept);
    await this.#engine.restore({ weights, firstMoment, secondMoment, step }, this.#kept.seed);
  }

  async advance(): Promise<Advance> {
    if (this.ended !== null)
      throw new Error(`trainer: expected a run under way, got one that ended: ${this.ended}`);
    return this.next === 'step' ? this.#train() : this.#validate();
  }

  async keep(): Promise<Checkpoint> {
    // The engine of a run that is over holds the best epoch's weights, not the run's last ones.
    if (this.ended !== null) return this.#kept;
    const state = await this.#engine.state();
    if (wholesome(state)) this.#kept = this.#at = { ...this.#at, ...state };
    return this.#kept;
  }

  #places(): Uint32Array {
    const epoch = this.#at.epochs.length;
    if (this.#order?.epoch !== epoch)
      this.#order = { epoch, places: epochOrder(this.#count, this.#at.seed, epoch) };
    return batchAt(this.#order.places, this.#at.position, this.#batchSize);
  }

  async #train(): Promise<Advance> {
    const started = this.#now();
    const places = this.#places();
    const batch = gatherBatch(this.#data.training, places);
    const learningRate = this.#learningRate;
    const { loss, correct } = await this.#engine.step(batch, { learningRate });
    const pictures = places.length;
    const result = { step: this.#at.step, loss, accuracy: correct / pictures };
    if (!Number.isFinite(loss)) return this.#diverge(result);
    const seconds = (this.#now() - started) / 1000;
    if (seconds > 0) this.#speeds = [...this.#speeds.slice(1 - recentSteps), pictures / seconds];
    const { partial } = this.#at;
    this.#at = {
      ...this.#at,
      step: this.#at.step + 1,
      position: this.#at.position + pictures,
      partial: {
        loss: partial.loss + loss * pictures,
        correct: partial.correct + correct,
        pictures: partial.pictures + pictures,
        seconds: partial.seconds + seconds,
      },
    };
    return { type: 'step', result };
  }

  async #diverge(result: StepResult): Promise<Advance> {
    await this.restore();
    return { type: 'diverged', result, learningRate: this.#learningRate };
  }

  async #validate(): Promise<Advance> {
    const started = this.#now();
    this.#validation ??= createValidation(this.#engine, this.#data.validation);
    const validation = this.#validation;
    await validation.advance();
    const { partial } = this.#at;
    const seconds = partial.seconds + (this.#now() - started) / 1000;
    this.#at = { ...this.#at, partial: { ...partial, seconds } };
    const { done, total } = validation;
    return done < total ? { type: 'validating', done, total } : this.#closeEpoch(validation);
  }

  async #closeEpoch({ loss, accuracy, confusion }: Validation): Promise<Advance> {
    this.#validation = null;
    const { partial, epochs, best } = this.#at;
    if (!Number.isFinite(loss)) return this.#diverge({ step: this.#at.step - 1, loss, accuracy });
    const result: EpochResult = {
      epoch: epochs.length + 1,
      loss: partial.loss / partial.pictures,
      accuracy: partial.correct / partial.pictures,
      validationLoss: loss,
      validationAccuracy: accuracy,
      confusion,
      seconds: partial.seconds,
    };
    const state = await this.#engine.state();
    if (!wholesome(state)) return this.#diverge({ step: this.#at.step - 1, loss: NaN, accuracy });
    const after = [...epochs, result];
    const better = best === null || bestEpoch(after) === result.epoch;
    const chosen = better
      ? { epoch: result.epoch, step: state.step, weights: state.weights }
      : best;
    const epoch = { epochs: after, partial: nothing, position: 0, best: chosen };
    this.#kept = this.#at = { ...this.#at, ...state, ...epoch };
    const { ended } = this;
    if (ended !== null) await this.restore();
    return { type: 'epoch', result, best: chosen.epoch, ended };
  }
}

/** Takes the engine over for a run. Throws where data or checkpoint do not fit the hyperparameters. */
export async function openTrainer(options: TrainerOptions): Promise<Trainer> {
  const { data, hyperparameters, checkpoint } = options;
  const { trainingPictures } = hyperparameters;
  const expected = { training: trainingPictures, validation: validationCount(trainingPictures) };
  for (const split of ['training', 'validation'] as const)
    if (data[split].labels.length !== expected[split])
      throw new Error(
        `trainer: expected ${expected[split]} ${split} pictures, got ${data[split].labels.length}`,
      );
  if (checkpoint.position > trainingPictures)
    throw new Error(
      `trainer: expected a position of at most ${trainingPictures}, got ${checkpoint.position}`,
    );
  const run = new Run(options);
  await run.restore();
  return run;
}
