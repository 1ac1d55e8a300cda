/** Has ready what training needs: the right to train, pictures, an engine. Steps are taken elsewhere. */
import { DataFault } from '../engine/part.ts';
import type { Equipment } from './equipment.ts';
import { atMostEvery } from './pace.ts';
import type { Permit } from './permit.ts';
import type { Problem } from './protocol.ts';
import type { Say } from './room.ts';
import type { RunRecord } from './run-record.ts';
import * as sentences from './sentences.ts';

export interface Preparation {
  readonly equipment: Equipment;
  readonly permit: Permit;
  readonly run: RunRecord;
  /** Train here even if another tab does. */
  readonly takeOver: boolean;
  /** Given when nobody wants it any more. */
  readonly signal: AbortSignal;
  readonly say: Say;
  readonly now: () => number;
}

const loadingMilliseconds = 100;

/** Null when all is ready, or when nobody wants it any more; else what went wrong. Never rejects. */
export async function prepare(preparation: Preparation): Promise<Problem | null> {
  const { equipment, permit, run, takeOver, signal } = preparation;
  try {
    if (!(await permit.take(takeOver, signal))) return sentences.elsewhere;
    // A race is run in quiet: what comes in meanwhile would slow down those that run first.
    if (run.preference === 'auto' && run.known === null) await fetchData(preparation);
    // Else the engine opens while data come in; its failure is looked at after the data's.
    const opening = equipment.openEngine(run.preference, { known: run.known, signal });
    opening.catch(() => undefined);
    await fetchData(preparation);
    if (!equipment.engine && !signal.aborted)
      preparation.say({ type: 'loading', what: 'engine', done: 0, total: 1 });
    await opening;
    return null;
  } catch (error) {
    if (signal.aborted) return null;
    const { step } = run.checkpoint;
    if (error instanceof DataFault) return sentences.dataMissing(error.message, step);
    return sentences.noEngine(error instanceof Error ? error.message : String(error), step);
  }
}

async function fetchData({ equipment, run, signal, say, now }: Preparation): Promise<void> {
  const { trainingPictures } = run.hyperparameters;
  if (equipment.data(run.source, trainingPictures)) return;
  const due = atMostEvery(loadingMilliseconds, now);
  const progress = (done: number, total: number): void => {
    if (!signal.aborted && (due() || done === total))
      say({ type: 'loading', what: 'data', done, total });
  };
  await equipment.fetchData(run.source, trainingPictures, progress, signal);
}
