/** A run as the worker was told of it: checked here again, for the worker trusts nobody. Data only. */
import { initialWeights } from '../core/network/initial.ts';
import { faultIn, type Hyperparameters } from '../core/network/recipe.ts';
import type { Checkpoint, RaceResult } from '../core/network/run.ts';
import type { Source } from '../engine/source.ts';
import { startCheckpoint } from '../engine/trainer.ts';
import { layout } from '../core/network/layout.ts';
import type { Command, Preference } from './protocol.ts';

export interface RunRecord {
  readonly id: number;
  readonly source: Source;
  hyperparameters: Hyperparameters;
  preference: Preference;
  /** What the last race found; null: nothing is known of one. */
  known: RaceResult | null;
  /** The last good state read back. */
  checkpoint: Checkpoint;
  /** Why nothing may be trained with it; null: all in order. */
  readonly refused: string | null;
}

/** The first thing wrong with a checkpoint's arrays, as a sentence; null if none. */
function misfit({ weights, firstMoment, secondMoment, step }: Checkpoint): string | null {
  const lengths: [string, number, number][] = [
    ['weights', layout.total, weights.length],
    ['first moments', layout.trainable, firstMoment.length],
    ['second moments', layout.trainable, secondMoment.length],
  ];
  for (const [name, wanted, got] of lengths)
    if (wanted !== got) return `The checkpoint must hold ${wanted} ${name}; got ${got}.`;
  if (!Number.isInteger(step) || step < 0)
    return `The checkpoint's step must be a whole number; got ${step}.`;
  const wrong = weights.findIndex((value) => !Number.isFinite(value));
  return wrong < 0
    ? null
    : `The checkpoint's weight ${wrong} must be a number; got ${weights[wrong]}.`;
}

/** Drawn once for a seed: Reset, which a reader may press often, asks for the same ones again. */
let drawn: { readonly seed: number; readonly weights: Float32Array } | null = null;

function firstWeights(seed: number): Float32Array {
  if (drawn?.seed !== seed) drawn = { seed, weights: initialWeights(layout, seed) };
  return drawn.weights;
}

/** The record of a `run` command. What is refused is replaced by a fresh start, so that maps can be shown all the same. */
export function recordOf(command: Extract<Command, { type: 'run' }>, source: Source): RunRecord {
  const { run, seed, hyperparameters, preference, known, checkpoint } = command;
  const refused = faultIn(hyperparameters) ?? (checkpoint && misfit(checkpoint));
  const good =
    checkpoint && !refused
      ? checkpoint
      : startCheckpoint(seed, firstWeights(seed), layout.trainable);
  return { id: run, source, hyperparameters, preference, known, checkpoint: good, refused };
}

/** Why these hyperparameters are not for the run under way but for a new one, as a sentence; null: they may go in. */
export const startsAnew = (old: Hyperparameters, next: Hyperparameters): string | null =>
  old.batchSize === next.batchSize && old.trainingPictures === next.trainingPictures
    ? null
    : 'The batch size and the number of training pictures are fixed within a run.';
