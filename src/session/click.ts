/** What the reader's clicks make of the session's state, and what each must tell the worker. Pure; nothing is sent here. */
import { stepsPerEpoch } from '../core/dataset/batches.ts';
import type { SavedRun } from '../core/network/checkpoint.ts';
import { faultIn, limits, type Hyperparameters } from '../core/network/recipe.ts';
import { verdict } from '../core/network/stopping.ts';
import type { Command, DataSource, Preference, Problem, Stride } from '../worker/protocol.ts';
import type { Mode, SessionState } from './session-state.ts';

export type Click =
  | { readonly type: 'go'; readonly stride: Stride; readonly takeOver?: boolean }
  | { readonly type: 'pause' }
  /** The same seed from step 0. */
  | { readonly type: 'reset' }
  | { readonly type: 'seed'; readonly seed: number }
  | { readonly type: 'tune'; readonly hyperparameters: Hyperparameters }
  | { readonly type: 'prefer'; readonly preference: Preference }
  /** A run that was saved, in the place of this one. */
  | { readonly type: 'open'; readonly saved: SavedRun }
  /** Let all engines race again. */
  | { readonly type: 'race' }
  /** What the problem on show calls for. */
  | { readonly type: 'retry' };

export interface Outcome {
  readonly state: SessionState;
  /** For the worker, in this order; a new run is told by its number in the state, not by a command here. */
  readonly commands: readonly Command[];
}

/** The mode right after a click. A worker whose engine is open answers `go` at once; otherwise it must open one first. */
const after: Readonly<Record<'go' | 'goWarm' | 'pause' | 'reset', Readonly<Record<Mode, Mode>>>> = {
  go: {
    closed: 'opening',
    opening: 'opening',
    idle: 'opening',
    training: 'training',
    pausing: 'opening',
    ended: 'ended',
    failed: 'opening',
  },
  goWarm: {
    closed: 'training',
    opening: 'opening',
    idle: 'training',
    training: 'training',
    pausing: 'training',
    ended: 'ended',
    failed: 'training',
  },
  pause: {
    closed: 'closed',
    opening: 'pausing',
    idle: 'idle',
    training: 'pausing',
    pausing: 'pausing',
    ended: 'ended',
    failed: 'failed',
  },
  reset: {
    closed: 'closed',
    opening: 'idle',
    idle: 'idle',
    training: 'idle',
    pausing: 'idle',
    ended: 'idle',
    failed: 'idle',
  },
};

const unchanged = (state: SessionState): Outcome => ({ state, commands: [] });

function go(state: SessionState, stride: Stride, takeOver: boolean): Outcome {
  if (state.mode === 'ended') return unchanged(state);
  const mode = after[state.engine ? 'goWarm' : 'go'][state.mode];
  const ticket = state.ticket + 1;
  return {
    state: { ...state, mode, goal: stride, ticket, problem: null },
    commands: [{ type: 'go', run: state.run, ticket, stride, takeOver }],
  };
}

function pause(state: SessionState): Outcome {
  const mode = after.pause[state.mode];
  if (mode === state.mode) return unchanged(state);
  const ticket = state.ticket + 1;
  return {
    state: { ...state, mode, goal: null, ticket },
    commands: [{ type: 'pause', run: state.run, ticket }],
  };
}

/** A run that has not begun. Reports of earlier runs are strangers from here on. */
function newRun(
  state: SessionState,
  changes: Partial<Pick<SessionState, 'seed' | 'hyperparameters' | 'source'>>,
): Outcome {
  const hyperparameters = changes.hyperparameters ?? state.hyperparameters;
  return {
    state: {
      ...state,
      ...changes,
      mode: after.reset[state.mode],
      goal: null,
      run: state.run + 1,
      ticket: state.ticket + 1,
      loading: null,
      validating: null,
      step: 0,
      stepsPerEpoch: stepsPerEpoch(hyperparameters.trainingPictures, hyperparameters.batchSize),
      picturesPerSecond: null,
      steps: [],
      epochs: [],
      best: null,
      ended: null,
      problem: null,
      checkpoint: null,
    },
    commands: [],
  };
}

/** Why these hyperparameters can't be taken over now, as a sentence; null: they can. */
export function objection(state: SessionState, hyperparameters: Hyperparameters): string | null {
  const fault = faultIn(hyperparameters);
  if (fault) return fault;
  if (state.goal && startsAnew(state.hyperparameters, hyperparameters))
    return 'The batch size and the number of training pictures start a new run: pause first, then change them.';
  return null;
}

/** Why no saved run can be opened now, as a sentence; null: one can. */
export const openingObjection = (state: SessionState): string | null =>
  state.goal === null
    ? null
    : 'A run is being trained, and an opened one would take its place: pause first, then open it. Nothing was replaced.';

/** A saved run as the present one, at rest where it was; the losses of its single steps are not in it. */
function open(state: SessionState, { hyperparameters, checkpoint }: SavedRun): Outcome {
  if (openingObjection(state) !== null) return unchanged(state);
  const { seed, step, epochs, best } = checkpoint;
  const fresh = newRun(state, { seed, hyperparameters }).state;
  const ended = verdict(epochs);
  const mode = ended === null ? 'idle' : 'ended';
  return {
    state: { ...fresh, mode, step, epochs, best: best?.epoch ?? null, ended, checkpoint },
    commands: [],
  };
}

const startsAnew = (old: Hyperparameters, next: Hyperparameters): boolean =>
  old.batchSize !== next.batchSize || old.trainingPictures !== next.trainingPictures;

function tune(state: SessionState, hyperparameters: Hyperparameters): Outcome {
  if (objection(state, hyperparameters)) return unchanged(state);
  if (startsAnew(state.hyperparameters, hyperparameters)) return newRun(state, { hyperparameters });
  return {
    state: { ...state, hyperparameters },
    commands: [{ type: 'tune', run: state.run, ticket: state.ticket, hyperparameters }],
  };
}

/** After a divergence a tenth of the learning rate, from the last good weights; after anything else, on from there. */
function retry(state: SessionState): Outcome {
  const { problem } = state;
  if (!problem) return unchanged(state);
  if (problem.remedy === 'reset') return newRun(state, {});
  if (problem.kind !== 'diverged') return go(state, 'finish', problem.kind === 'elsewhere');
  const learningRate = Math.max(limits.learningRate.least, state.hyperparameters.learningRate / 10);
  const tuned = tune(state, { ...state.hyperparameters, learningRate });
  const gone = go(tuned.state, 'finish', false);
  return { state: gone.state, commands: [...tuned.commands, ...gone.commands] };
}

/** The state after a click, and the commands it costs. */
export function click(state: SessionState, what: Click): Outcome {
  switch (what.type) {
    case 'go':
      return go(state, what.stride, what.takeOver ?? false);
    case 'pause':
      return pause(state);
    case 'reset':
      return newRun(state, {});
    case 'seed':
      return newRun(state, { seed: what.seed });
    case 'tune':
      return tune(state, what.hyperparameters);
    case 'prefer':
      return {
        state: { ...state, preference: what.preference },
        commands: [
          { type: 'prefer', run: state.run, ticket: state.ticket, preference: what.preference },
        ],
      };
    case 'open':
      return open(state, what.saved);
    case 'race':
      return {
        state: { ...state, preference: 'auto' },
        commands: [{ type: 'race', run: state.run, ticket: state.ticket }],
      };
    case 'retry':
      return retry(state);
  }
}

/** The state with another place to fetch pictures from; a run on other pictures is another run. */
export const connected = (state: SessionState, source: DataSource): SessionState =>
  state.source === null ? { ...state, source } : newRun(state, { source }).state;

/** The state after the worker is gone: back at the last checkpoint, at rest, with the problem said. */
export function fallenBack(
  state: SessionState,
  problem: Problem,
  mode: 'idle' | 'failed',
): SessionState {
  const { checkpoint } = state;
  const step = checkpoint?.step ?? 0;
  return {
    ...state,
    mode: state.ended === null ? mode : 'ended',
    goal: null,
    ticket: state.ticket + 1,
    loading: null,
    validating: null,
    engine: null,
    step,
    picturesPerSecond: null,
    steps: state.steps.filter((result) => result.step < step),
    epochs: checkpoint?.epochs ?? [],
    best: checkpoint?.best?.epoch ?? null,
    problem,
  };
}

/** Seeds are 32-bit words. */
const mostSeed = 0xffffffff;

/** Why no run can begin from this seed, as a sentence; null: one can. */
export const seedObjection = (seed: number): string | null =>
  Number.isInteger(seed) && seed >= 0 && seed <= mostSeed
    ? null
    : `The seed must be a whole number from 0 to ${mostSeed.toLocaleString('en')}; got ${seed}.`;
