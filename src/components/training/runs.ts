/**
 * Which runs the training figure shows: the reader's own once it has begun, before that the one that was recorded; and beside it
 * another to compare with, epoch by epoch. Data only.
 */
import type { RecordedRun } from '../../core/network/recorded-run.ts';
import type { EpochResult, StepResult } from '../../core/network/run.ts';
import type { SessionState } from '../../session/session-state.ts';
import { publishedRun, type PublishedEpoch } from '../facts/published-run.ts';

/** What is drawn of a run. */
export interface Run {
  readonly steps: readonly StepResult[];
  readonly stepsPerEpoch: number;
  readonly epochs: readonly EpochResult[];
  /** Epoch of the best validation accuracy so far, counted from 1. */
  readonly best: number | null;
}

/** The run that another is compared with: its epochs only. */
export interface Beside {
  readonly name: 'published' | 'recorded';
  readonly epochs: readonly (EpochResult | PublishedEpoch)[];
}

/** What a page knows of the recorded run before it is fetched: all but its steps. */
export type RecordedEpochs = Pick<RecordedRun, 'epochs' | 'best' | 'stepsPerEpoch' | 'seed'> &
  Partial<Pick<RecordedRun, 'steps'>>;

export const published: Beside = { name: 'published', epochs: publishedRun };

/** True once there is something of the reader's own to see. */
export const hasBegun = ({ step, goal }: SessionState): boolean => step > 0 || goal !== null;

/** The recorded run in the form in which a session's run is drawn. */
export function runOf({ steps, epochs, stepsPerEpoch, best }: RecordedEpochs): Run {
  const results = (steps?.loss ?? []).map((loss, step) => ({
    step,
    loss,
    accuracy: steps!.accuracy[step]!,
  }));
  return { steps: results, stepsPerEpoch, epochs, best };
}

export interface ShownRuns {
  readonly whose: 'own' | 'recorded';
  readonly main: Run;
  readonly beside: Beside;
}

/** @param wish what the reader chose to compare an own run with. */
export function shownRuns(
  state: SessionState,
  recorded: RecordedEpochs | null,
  wish: Beside['name'],
): ShownRuns {
  if (!recorded) return { whose: 'own', main: state, beside: published };
  if (!hasBegun(state)) return { whose: 'recorded', main: runOf(recorded), beside: published };
  const beside: Beside =
    wish === 'recorded' ? { name: 'recorded', epochs: recorded.epochs } : published;
  return { whose: 'own', main: state, beside };
}
