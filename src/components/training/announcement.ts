/**
 * What is said aloud of a run, and when: milestones always, the state of training at most once in five seconds. Pure; the clock is
 * an argument.
 */
import type { SessionState } from '../../session/session-state.ts';
import { countText, lossText, percentText } from '../marks/format.ts';
import { modeSentence } from './run-sentences.ts';

export interface Announcement {
  readonly text: string;
  /** When it was said, in milliseconds of any clock that only grows. */
  readonly at: number;
  /** What was true then: a change of it is a milestone. */
  readonly milestone: string;
}

/** Milliseconds between two sentences that are not milestones. */
export const quiet = 5000;

/** An epoch done, the end, a rest or a fault; what differs here is always said. */
function milestoneOf({ run, mode, epochs, problem }: SessionState): string {
  const resting = mode === 'training' || mode === 'pausing' || mode === 'opening' ? 'busy' : mode;
  return [run, resting, epochs.length, problem?.sentence ?? ''].join('|');
}

function epochText({ epochs, best }: SessionState): string | null {
  const last = epochs.at(-1);
  if (!last) return null;
  const mark = last.epoch === best ? ', the best so far' : '';
  return `Epoch ${last.epoch} done: training loss ${lossText(last.loss)}, accuracy ${percentText(last.accuracy)}; validation loss ${lossText(last.validationLoss)}, accuracy ${percentText(last.validationAccuracy)}${mark}.`;
}

function stepText(state: SessionState): string | null {
  const last = state.steps.at(-1);
  if (!last) return null;
  return `Step ${countText(state.step)}, epoch ${Math.ceil(state.step / state.stepsPerEpoch)}: loss ${lossText(last.loss)}, accuracy ${percentText(last.accuracy)} on the last batch.`;
}

/** A new epoch or the end is told by its figures, a rest by its last step; the problem's own sentence stands elsewhere, as an alert. */
function textOf(state: SessionState, epochDone: boolean, before: string): string {
  if (state.mode === 'ended')
    return [modeSentence(state), epochText(state)].filter(Boolean).join(' ');
  if (epochDone) return epochText(state) ?? '';
  return (
    stepText(state) ?? (state.mode === 'closed' || state.step === 0 ? before : modeSentence(state))
  );
}

/** The first thing said, before any report. `before`: what is said while there is no run of the reader's. */
export const opening = (state: SessionState, before: string): Announcement => ({
  text: textOf(state, false, before),
  at: -Infinity,
  milestone: milestoneOf(state),
});

/** What is to be said now: `last` itself where there is nothing new, or not yet. */
export function announce(
  last: Announcement,
  state: SessionState,
  before: string,
  now: number,
): Announcement {
  const milestone = milestoneOf(state);
  const due = milestone !== last.milestone || now - last.at >= quiet;
  if (!due) return last;
  const [run, , epochs] = last.milestone.split('|');
  const epochDone = run === String(state.run) && state.epochs.length > Number(epochs);
  const text = textOf(state, epochDone, before);
  // Saying the same again would not be heard anyway; the time stays, so that news is told at once.
  return text === last.text ? { ...last, milestone } : { text, at: now, milestone };
}
