/** The state of the run in a few words, for the Strip and the cover. */
import { recipe } from '../../core/network/recipe.ts';
import type { Shown } from '../../session/display.ts';
import type { SessionState } from '../../session/session-state.ts';

/** One word or two for the mode. */
export function modeWords(state: SessionState): string {
  switch (state.mode) {
    case 'closed':
    case 'idle':
      return state.step === 0 ? 'Not begun' : 'Paused';
    case 'opening':
      return state.loading?.what === 'data' ? 'Loading pictures' : 'Preparing';
    case 'training':
      return state.validating ? 'Validating' : 'Training';
    case 'pausing':
      return 'Pausing';
    case 'ended':
      return 'Trained';
    case 'failed':
      return 'Stopped';
  }
}

/** Where the run stands: seed, epoch, loss, rate; only what is known. */
export function runWords(state: SessionState): string {
  if (state.mode === 'failed') return state.problem?.sentence ?? '';
  if (state.step === 0 && state.mode !== 'training') return `seed ${state.seed}`;
  if (state.mode === 'ended')
    return `${state.epochs.length} epochs · best: epoch ${state.best ?? state.epochs.length}`;
  const epoch = Math.min(recipe.epochs, Math.floor(state.step / state.stepsPerEpoch) + 1);
  const loss = state.steps.at(-1)?.loss;
  const parts = [`epoch ${epoch} of ${recipe.epochs}`, `step ${state.step}`];
  if (loss !== undefined) parts.push(`loss ${loss.toFixed(3)}`);
  return parts.join(' · ');
}

/** The part of the epoch, of the download or of the validation that is done, 0 to 1. */
export function share(state: SessionState): number {
  if (state.mode === 'ended') return 1;
  const running = state.loading ?? state.validating;
  if (running) return running.total > 0 ? running.done / running.total : 0;
  return (state.step % state.stepsPerEpoch) / state.stepsPerEpoch;
}

export const isRunning = (state: SessionState): boolean => state.goal !== null;

/** Which of the recorded run's networks is on view, before there is a run of the reader's. */
export const recordedWords = ({ epoch }: Shown): string =>
  epoch === null ? '' : epoch === 0 ? 'before training' : `after epoch ${epoch}`;
