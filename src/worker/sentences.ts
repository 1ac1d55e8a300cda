/** What the worker has to say when something went wrong: what happened, what is safe, what to press. Words only. */
import { limits } from '../core/network/recipe.ts';
import type { Problem } from './protocol.ts';

const at = (step: number): string => step.toLocaleString('en');
const rate = (value: number): string => String(Number(value.toPrecision(3)));

export const dataMissing = (reason: string, step: number): Problem => ({
  kind: 'data',
  sentence: `${reason} What had arrived is kept, and so is your run at step ${at(step)}; press Retry.`,
  remedy: 'retry',
});

/** A picture that a figure asked for, while training is not concerned. */
export const pictureMissing = (reason: string): Problem => ({
  kind: 'data',
  sentence: `${reason} The picture asked for can't be shown; your run is safe. Choose it again to try once more.`,
  remedy: 'none',
});

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export const noEngine = (reason: string, step: number): Problem => ({
  kind: 'engine',
  sentence: `No way to train was found in this browser: ${asSentence(reason)} Your run is safe at step ${at(step)}; press Retry, or choose another engine.`,
  remedy: 'retry',
});

/** While at rest. */
export const engineGone = (reason: string, step: number): Problem => ({
  kind: 'engine',
  sentence: `${asSentence(reason)} Your run is safe at step ${at(step)}; Train opens the engine again.`,
  remedy: 'none',
  step,
});

/** While training: it goes on. `reason` says what became of the device. */
export const engineReset = (reason: string, step: number): Problem => ({
  kind: 'engine',
  sentence: `${asSentence(reason)} Training goes on by itself from step ${at(step)}.`,
  remedy: 'none',
  step,
});

/** The second time within a minute: it goes on without this engine, if another can be had. */
export const engineDropped = (reason: string, step: number): Problem => ({
  kind: 'engine',
  sentence: `${asSentence(reason)} This was the second time within a minute, so training goes on from step ${at(step)} on another engine.`,
  remedy: 'none',
  step,
});

/** `kept`: the step whose weights are there again. */
export function diverged(loss: number, step: number, learningRate: number, kept: number): Problem {
  const what = Number.isNaN(loss) ? 'stopped being a number' : 'became infinite';
  const slower = Math.max(limits.learningRate.least, learningRate / 10);
  return {
    kind: 'diverged',
    sentence: `The loss ${what} at step ${at(step)} with learning rate ${rate(learningRate)}, for its steps are too long; the weights of step ${at(kept)}, before it, are kept. Retry goes on from them with learning rate ${rate(slower)}.`,
    remedy: 'retry',
    step,
  };
}

export const elsewhere: Problem = {
  kind: 'elsewhere',
  sentence:
    'Training runs in another tab of this site. Nothing is lost here; pause it there, or press Retry to train here instead.',
  remedy: 'retry',
};

export const takenOver = (step: number): Problem => ({
  kind: 'elsewhere',
  sentence: `Another tab of this site trains now. Your run is safe here at step ${at(step)}; press Retry to train here instead.`,
  remedy: 'retry',
});

export const refused = (sentence: string): Problem => ({
  kind: 'refused',
  sentence: `${sentence} Your run is unchanged; put in a value in that range.`,
  remedy: 'none',
});
