/** Whose weights are on view, in words: for labels, status lines and the slider. Words only. */
import type { RecordedRun } from '../../core/network/recorded-run.ts';
import type { Shown } from '../../session/display.ts';
import type { SessionState } from '../../session/session-state.ts';
import { countText, percentText } from '../marks/format.ts';

/** The last epoch of the run on view whose weights can be shown. */
export const lastEpoch = (
  shown: Shown,
  recorded: Pick<RecordedRun, 'epochs'> | null,
  { epochs }: Pick<SessionState, 'epochs'>,
): number => (shown.run === 'recorded' ? (recorded?.epochs.length ?? 0) : epochs.length);

/** `epoch 3, validation accuracy 54.2%, the best`, or `before training`. */
export function epochWords(epoch: number, run: Pick<SessionState, 'epochs' | 'best'>): string {
  if (epoch === 0) return 'before training';
  const result = run.epochs[epoch - 1];
  if (!result) return `epoch ${epoch}`;
  const mark = run.best === epoch ? ', the best' : '';
  return `epoch ${epoch}, validation accuracy ${percentText(result.validationAccuracy)}${mark}`;
}

/** Whose network it is and how far it has learnt, to stand after "The network": `of the recorded run, after epoch 8`. */
export function networkWords(shown: Shown, step: number): string {
  const whose = shown.run === 'recorded' ? 'of the recorded run' : 'of your run';
  if (step === 0) return `${whose}, before training`;
  if (shown.epoch !== null) return `${whose}, after epoch ${shown.epoch}`;
  return `${whose}, after ${countText(step)} ${step === 1 ? 'step' : 'steps'}`;
}
