/**
 * The only way in which the worker's side changes the session's state. A report of another run is a stranger; one that
 * does not know the reader's last click yet tells what happened but does not change the mode.
 */
import type { Report, StepResult } from '../worker/protocol.ts';
import type { Mode, SessionState } from './session-state.ts';

type Settling = 'loading' | 'training' | 'idle' | 'ended' | 'failed';

const always = (mode: Mode): Readonly<Record<Mode, Mode>> => ({
  closed: mode,
  opening: mode,
  idle: mode,
  training: mode,
  pausing: mode,
  ended: mode,
  failed: mode,
});

/** The mode after a report that knows the last click: by what it says, then by the mode before. */
const after: Readonly<Record<Settling, Readonly<Record<Mode, Mode>>>> = {
  loading: {
    closed: 'closed',
    opening: 'opening',
    idle: 'idle',
    training: 'opening',
    pausing: 'pausing',
    ended: 'ended',
    failed: 'failed',
  },
  training: always('training'),
  idle: always('idle'),
  ended: always('ended'),
  failed: always('failed'),
};

function settle(state: SessionState, report: Report, what: Settling): SessionState {
  if (report.ticket < state.ticket) return state;
  const mode = after[what][state.mode];
  if (what === 'loading') return { ...state, mode };
  const rests = what !== 'training';
  return {
    ...state,
    mode,
    goal: rests ? null : state.goal,
    loading: null,
    validating: rests ? null : state.validating,
  };
}

/** Steps taken again, after a fall back to a checkpoint, replace those known. */
function joined(known: readonly StepResult[], fresh: readonly StepResult[]): readonly StepResult[] {
  const first = fresh[0];
  if (!first) return known;
  const last = known.at(-1);
  const kept =
    last && last.step >= first.step ? known.filter(({ step }) => step < first.step) : known;
  return [...kept, ...fresh];
}

/** The state after a report. Maps, weights and predictions are not part of it: figures read those beside it. */
export function reduce(state: SessionState, report: Report): SessionState {
  if (report.type === 'engine') return { ...state, engine: report.engine };
  if (report.type === 'ready') return revived(state);
  if (report.run !== state.run) return state;
  switch (report.type) {
    case 'loading': {
      const { what, done, total } = report;
      return settle({ ...state, loading: { what, done, total } }, report, 'loading');
    }
    case 'training':
      return settle(state, report, 'training');
    case 'idle':
      if (report.ended === null) return settle(state, report, 'idle');
      return settle({ ...state, ended: report.ended }, report, 'ended');
    case 'progress': {
      const { step, stepsPerEpoch, picturesPerSecond } = report;
      const steps = joined(state.steps, report.steps);
      return { ...state, steps, step, stepsPerEpoch, picturesPerSecond, validating: null };
    }
    case 'validating':
      return { ...state, validating: { done: report.done, total: report.total } };
    case 'epoch': {
      const before = state.epochs.filter(({ epoch }) => epoch < report.result.epoch);
      const epochs = [...before, report.result];
      return { ...state, epochs, best: report.best, validating: null };
    }
    case 'checkpoint':
      return { ...state, checkpoint: report.checkpoint };
    case 'problem': {
      const told = { ...state, problem: report.problem };
      return report.stops ? settle(told, report, 'failed') : told;
    }
    case 'maps':
    case 'weights':
    case 'predictions':
    case 'pong':
      return state;
  }
}

/** A worker that starts after all takes back the sentence that it did not. */
const revived = (state: SessionState): SessionState =>
  state.mode === 'failed' && state.problem?.kind === 'worker'
    ? { ...state, mode: 'idle', problem: null }
    : state;
