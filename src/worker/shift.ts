/**
 * A trainer at work for the host: one piece at a time, its results told at a reader's pace, its state kept so that a dead
 * worker costs at most ten seconds. It decides neither when to work nor when to rest.
 */
import type { StepResult, Stride } from '../core/network/run.ts';
import type { TrainingData, TrainingEngine } from '../engine/engine.ts';
import { openTrainer, type Trainer } from '../engine/trainer.ts';
import { atMostEvery } from './pace.ts';
import type { Problem } from './protocol.ts';
import type { Say } from './room.ts';
import type { RunRecord } from './run-record.ts';
import * as sentences from './sentences.ts';

/** on: the stride goes on · done: it has been made · ended: the recipe is over · a problem: the run diverged. */
export type Outcome = 'on' | 'done' | 'ended' | Problem;

const progressMilliseconds = 100;
const keepMilliseconds = 10_000;

export class Shift {
  readonly trainer: Trainer;
  readonly #now: () => number;
  readonly #say: Say;
  readonly #due: () => boolean;
  #fresh: StepResult[] = [];
  #keptAt: number;
  /** Step of the last checkpoint told. */
  #told: number;

  constructor(trainer: Trainer, now: () => number, say: Say) {
    this.trainer = trainer;
    this.#now = now;
    this.#say = say;
    this.#due = atMostEvery(progressMilliseconds, now);
    this.#keptAt = now();
    this.#told = trainer.step;
  }

  /** One step, or one chunk of a validation. */
  async piece(stride: Stride): Promise<Outcome> {
    const { trainer } = this;
    const event = await trainer.advance();
    switch (event.type) {
      case 'step':
        this.#fresh.push(event.result);
        if (this.#due()) this.tell();
        if (this.#now() - this.#keptAt >= keepMilliseconds) await this.#keep();
        // The epoch's last step takes the validation with it.
        return stride === 'step' && trainer.next === 'step' ? 'done' : 'on';
      case 'validating':
        if (this.#fresh.length > 0) this.tell();
        if (this.#due()) this.#say(event);
        return 'on';
      case 'epoch': {
        this.tell();
        const { result, best, ended } = event;
        this.#say({ type: 'epoch', result, best });
        this.#tellCheckpoint();
        if (ended !== null) return 'ended';
        return stride === 'finish' ? 'on' : 'done';
      }
      case 'diverged': {
        this.#fresh.push(event.result);
        this.tell();
        const { loss, step } = event.result;
        return sentences.diverged(loss, step, event.learningRate, trainer.step);
      }
    }
  }

  /** Tells the steps that have not been told; `step` is where the run now stands. */
  tell(step = this.trainer.step): void {
    const { stepsPerEpoch, picturesPerSecond } = this.trainer;
    const steps = this.#fresh;
    this.#fresh = [];
    this.#say({ type: 'progress', steps, step, stepsPerEpoch, picturesPerSecond });
  }

  /** Tells everything and freezes the run. */
  async rest(): Promise<void> {
    this.tell();
    if (this.#told !== this.trainer.step) await this.#keep();
  }

  async #keep(): Promise<void> {
    await this.trainer.keep();
    this.#tellCheckpoint();
  }

  /** Copied on its way, not transferred: the trainer goes back to this very state if the run diverges. */
  #tellCheckpoint(): void {
    const { kept } = this.trainer;
    this.#keptAt = this.#now();
    this.#told = kept.step;
    this.#say({ type: 'checkpoint', checkpoint: kept });
  }
}

/** Puts a run on an engine. */
export async function openShift(parts: {
  readonly run: RunRecord;
  readonly engine: TrainingEngine;
  readonly data: TrainingData;
  readonly now: () => number;
  readonly say: Say;
}): Promise<Shift> {
  const { run, engine, data, now, say } = parts;
  const { hyperparameters, checkpoint } = run;
  const trainer = await openTrainer({ engine, data, hyperparameters, checkpoint, now });
  // The record may have been tuned meanwhile.
  trainer.tune(run.hyperparameters.learningRate);
  return new Shift(trainer, now, say);
}
