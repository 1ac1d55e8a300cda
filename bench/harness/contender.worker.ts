/** The worker in which a contender trains, as the site's own does: opens it from the same weights on the same batch, and takes steps. */
import { answerCalls } from '../../scripts/harness/calls.ts';
import type { LabelledPictures } from '../../src/engine/engine.ts';
import type { Candidate, ContenderCalls } from './calls.ts';

/** A contender ready to train on one batch. */
export interface Trainee {
  /** What it computes on, in words. */
  readonly device: string;
  /** Takes steps; the seconds of each, until its result is there. */
  steps(count: number): Promise<number[]>;
}

async function open(candidate: Candidate, pictures: LabelledPictures): Promise<Trainee> {
  if (candidate.variant === 'stock')
    return (await import('./stock.ts')).openStock(candidate.backend, pictures);
  return (await import('./engines.ts')).openOurs(candidate, pictures);
}

let trainee: Trainee | null = null;

answerCalls<ContenderCalls>({
  open: async ({ candidate, pictures }) => {
    trainee = await open(candidate, pictures);
    return trainee.device;
  },
  steps: (count) => {
    if (!trainee) throw new Error('bench: expected an open contender, got none');
    return trainee.steps(count);
  },
});
