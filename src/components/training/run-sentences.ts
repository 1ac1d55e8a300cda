/** The state of the training session in plain sentences: what it does, where it stands, what it computes on. Words only. */
import { recipe } from '../../core/network/recipe.ts';
import type { SessionState } from '../../session/session-state.ts';
import type { EngineReport, Preference, Problem } from '../../worker/protocol.ts';
import { publishedBest } from '../facts/published-run.ts';
import { bytesText, countText, percentText } from '../marks/format.ts';
import type { RecordedEpochs } from './runs.ts';

/** What goes on, in one sentence. */
export function modeSentence(state: SessionState): string {
  switch (state.mode) {
    case 'closed':
    case 'idle':
      return state.step === 0
        ? 'Not begun. Press Train, and a network with random weights learns here, in this page.'
        : 'Paused: press Train to go on from here.';
    case 'opening':
      return state.loading?.what === 'data' ? 'Fetching the pictures.' : 'Preparing the engine.';
    case 'training':
      if (state.validating) return 'Checking what was learned on the validation pictures.';
      if (state.goal === 'step') return 'Taking one step.';
      return state.goal === 'epoch' ? 'Training to the end of this epoch.' : 'Training.';
    case 'pausing':
      return 'Pausing: the step under way is being finished.';
    case 'ended':
      return state.ended ?? 'The recipe is over.';
    case 'failed':
      return 'Training has stopped.';
  }
}

export interface Progress {
  readonly words: string;
  /** From 0 to 1; null where nobody knows. */
  readonly share: number | null;
}

/** What is being waited for: bytes, an engine, or the validation pictures. */
export function progressOf({ loading, validating }: SessionState): Progress | null {
  if (loading?.what === 'data')
    return {
      words: `Pictures: ${bytesText(loading.done, loading.total)}`,
      share: loading.total > 0 ? loading.done / loading.total : null,
    };
  if (loading)
    return { words: 'Engine: loading, and testing one step against known numbers', share: null };
  if (!validating) return null;
  return {
    words: `Validation: ${countText(validating.done)} of ${countText(validating.total)} pictures`,
    share: validating.total > 0 ? validating.done / validating.total : null,
  };
}

/** Number of the epoch under way, from 1; of the last one where the run is over. */
export const epochUnderWay = ({ mode, step, stepsPerEpoch, epochs }: SessionState): number =>
  mode === 'ended' ? epochs.length : Math.min(recipe.epochs, Math.floor(step / stepsPerEpoch) + 1);

export const preferenceWords: Readonly<Record<Preference, string>> = {
  auto: 'automatic',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly, on the processor',
  cpu: 'CPU',
};

/** Name of the engine, with a warning where graphics are emulated. */
export const engineWords = (engine: EngineReport | null): string => {
  if (!engine) return 'chosen when training starts';
  return engine.software ? `${engine.name}, emulated in software` : engine.name;
};

/** The word on the button that a problem calls for; null where there is nothing to press. */
export function remedyWord({ kind, remedy }: Problem): string | null {
  if (remedy === 'none') return null;
  if (remedy === 'reset') return 'Reset';
  if (kind === 'elsewhere') return 'Train here instead';
  return kind === 'diverged' ? 'Try a tenth of the rate' : 'Try again';
}

/** What the figure says before there is a run, where only the article's is known. */
const publishedSentence = `Shown: the published run. Its best of ${recipe.epochs} epochs is epoch ${publishedBest.epoch}, with ${percentText(publishedBest.validationAccuracy)} of the validation pictures named rightly.`;

/** What the figure says before there is a run of the reader's. */
export function beforeSentence(recorded: RecordedEpochs | null): string {
  if (!recorded) return publishedSentence;
  const { validationAccuracy } = recorded.epochs[recorded.best - 1]!;
  return `Shown: the recorded run, seed ${recorded.seed}. Its best of ${recorded.epochs.length} epochs is epoch ${recorded.best}, with ${percentText(validationAccuracy)} of the validation pictures named rightly; the published run reached ${percentText(publishedBest.validationAccuracy)}.`;
}
