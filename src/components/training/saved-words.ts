/** What is said of runs that are kept, in this browser or in a file. Words only; the clock is an argument. */
import { stepsPerEpoch } from '../../core/dataset/batches.ts';
import { verdict } from '../../core/network/stopping.ts';
import type { Found, Keeping } from '../../session/keeper.ts';
import { countText } from '../marks/format.ts';
import { durationText } from './estimate.ts';

/** `a few seconds ago`; a clock that was set back since counts as now. */
const agoText = (savedAt: number, now: number): string =>
  `${durationText(Math.max(0, now - savedAt) / 1000)} ago`;

/** The run that waits for an answer, or why it can't be opened. */
export function foundText(found: Found, now: number): string {
  if (!found.ok)
    return `The run that this browser keeps can’t be opened. ${found.reason} It is left alone, and no other run is kept here until you forget it.`;
  const { checkpoint, hyperparameters } = found.run;
  const { trainingPictures, batchSize } = hyperparameters;
  const epoch = Math.ceil(checkpoint.step / stepsPerEpoch(trainingPictures, batchSize));
  const stands = verdict(checkpoint.epochs) === null ? 'stands' : 'ended';
  return `A run of this browser ${stands} at step ${countText(checkpoint.step)} (epoch ${epoch}), ${agoText(found.savedAt, now)}. It is kept until you forget it, or train another past it.`;
}

/** The word on the button that opens it; null where nothing can be opened. */
export function resumeWord(found: Found): string | null {
  if (!found.ok) return null;
  return verdict(found.run.checkpoint.epochs) === null ? 'Continue' : 'Show it';
}

/** What this browser does with the run, where nothing waits for an answer. */
export const keepingText = ({ step }: Keeping): string =>
  step === null
    ? 'While you train, this browser keeps the newest state of the run.'
    : `This browser keeps the run at step ${countText(step)}. Browsers do clear what they keep: a file is the safe copy.`;
