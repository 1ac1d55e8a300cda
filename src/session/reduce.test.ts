import { describe, expect, it } from 'vitest';
import type { EpochResult, Report } from '../worker/protocol.ts';
import { click } from './click.ts';
import { reduce } from './reduce.ts';
import { initialState, type Mode, type SessionState } from './session-state.ts';

const state: SessionState = {
  ...initialState,
  run: 2,
  ticket: 5,
  mode: 'training',
  goal: 'finish',
};
const at = { run: 2, ticket: 5 };
const step = (number: number): { step: number; loss: number; accuracy: number } => ({
  step: number,
  loss: 1,
  accuracy: 0.5,
});
const progress = (...steps: number[]): Report => ({
  type: 'progress',
  ...at,
  steps: steps.map(step),
  step: steps.at(-1)! + 1,
  stepsPerEpoch: 118,
  picturesPerSecond: 100,
});
const epoch = (number: number): EpochResult => ({
  epoch: number,
  loss: 1,
  accuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5,
  confusion: [],
  seconds: 1,
});

describe('a report', () => {
  it('of another run changes nothing', () => {
    expect(reduce(state, { type: 'idle', ended: null, run: 1, ticket: 9 })).toBe(state);
    expect(reduce(state, { ...progress(1), run: 1 })).toBe(state);
  });

  it('from before the last click does not change the mode, but tells what happened', () => {
    expect(reduce(state, { type: 'idle', ended: null, run: 2, ticket: 4 }).mode).toBe('training');
    expect(reduce(state, { ...progress(0, 1), ticket: 4 }).step).toBe(2);
  });

  it('that knows the last click settles the mode', () => {
    const idle = reduce(state, { type: 'idle', ended: null, ...at });
    expect(idle).toMatchObject({ mode: 'idle', goal: null });
    expect(reduce(idle, { type: 'training', ...at }).mode).toBe('training');
    const ended = reduce(state, { type: 'idle', ended: 'All done.', ...at });
    expect(ended).toMatchObject({ mode: 'ended', ended: 'All done.', goal: null });
  });

  it('of a problem fails the session only where training stops', () => {
    const problem = { kind: 'data', sentence: 'x', remedy: 'retry' } as const;
    const told = reduce(state, { type: 'problem', problem, stops: false, ...at });
    expect(told).toMatchObject({ mode: 'training', problem, goal: 'finish' });
    const failed = reduce(state, { type: 'problem', problem, stops: true, ...at });
    expect(failed).toMatchObject({ mode: 'failed', problem, goal: null });
  });

  it('of loading is opening only while something is aimed at', () => {
    const loading: Report = { type: 'loading', what: 'data', done: 1, total: 2, ...at };
    const after = (mode: Mode): Mode => reduce({ ...state, mode }, loading).mode;
    expect(after('training')).toBe('opening');
    expect(after('idle')).toBe('idle');
    expect(after('pausing')).toBe('pausing');
  });

  it('of progress adds its steps, and replaces those taken again', () => {
    const first = reduce(reduce(state, progress(0, 1)), progress(2, 3));
    expect(first.steps.map((result) => result.step)).toEqual([0, 1, 2, 3]);
    const again = reduce(first, progress(2));
    expect(again.steps.map((result) => result.step)).toEqual([0, 1, 2]);
    const none = reduce(first, { ...progress(2), steps: [] } as Report);
    expect(none.steps).toBe(first.steps);
  });

  it('of an epoch replaces one of the same number and those after', () => {
    let next = state;
    for (const number of [1, 2, 3, 2])
      next = reduce(next, { type: 'epoch', result: epoch(number), best: 1, ...at });
    expect(next.epochs.map((result) => result.epoch)).toEqual([1, 2]);
  });

  it('of a ready worker takes back the sentence that it did not start', () => {
    const problem = { kind: 'worker', sentence: 'x', remedy: 'retry' } as const;
    const failed: SessionState = { ...state, mode: 'failed', problem };
    expect(reduce(failed, { type: 'ready', run: 0, ticket: 0 })).toMatchObject({
      mode: 'idle',
      problem: null,
    });
    const dead: SessionState = { ...state, mode: 'idle', problem };
    expect(reduce(dead, { type: 'ready', run: 0, ticket: 0 })).toBe(dead);
  });
});

describe('a click', () => {
  it('on Train opens, or trains at once where an engine is open', () => {
    const cold = click(initialState, { type: 'go', stride: 'finish' });
    expect(cold.state).toMatchObject({ mode: 'opening', goal: 'finish', ticket: 1 });
    const engine = {
      id: '',
      name: '',
      software: false,
      device: '',
      reason: '',
      rejected: [],
      race: null,
    };
    const warm = click({ ...initialState, engine }, { type: 'go', stride: 'step' });
    expect(warm.state.mode).toBe('training');
    expect(warm.commands).toEqual([
      { type: 'go', run: 0, ticket: 1, stride: 'step', takeOver: false },
    ]);
  });

  it('on Pause at rest does nothing at all', () => {
    for (const mode of ['closed', 'idle', 'ended', 'failed', 'pausing'] as const) {
      const resting: SessionState = { ...state, mode };
      expect(click(resting, { type: 'pause' })).toEqual({ state: resting, commands: [] });
    }
  });

  it('on Reset begins another run with the same seed', () => {
    const { state: next } = click({ ...state, step: 7, seed: 3 }, { type: 'reset' });
    expect(next).toMatchObject({ run: 3, ticket: 6, mode: 'idle', goal: null, step: 0, seed: 3 });
  });

  it('on Retry after a divergence goes on with a tenth of the learning rate', () => {
    const problem = { kind: 'diverged', sentence: 'x', remedy: 'retry' } as const;
    const { state: next, commands } = click(
      { ...state, mode: 'failed', problem },
      { type: 'retry' },
    );
    expect(next.hyperparameters.learningRate).toBeCloseTo(1e-4, 12);
    expect(commands.map(({ type }) => type)).toEqual(['tune', 'go']);
    expect(next).toMatchObject({ goal: 'finish', problem: null, run: 2 });
  });

  it('on Train when the recipe is over does nothing', () => {
    const over: SessionState = { ...state, mode: 'ended', ended: 'x' };
    expect(click(over, { type: 'go', stride: 'finish' })).toEqual({ state: over, commands: [] });
  });
});
