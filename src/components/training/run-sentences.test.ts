import { describe, expect, test } from 'vitest';
import type { Mode } from '../../session/session-state.ts';
import { checkedText } from '../figure/figure-text.ts';
import {
  engineWords,
  epochUnderWay,
  modeSentence,
  progressOf,
  remedyWord,
} from './run-sentences.ts';
import { stateAfter } from './run.fixture.ts';
import { trainingText } from './training-text.ts';

describe('the state of a run in words', () => {
  test('every mode has a sentence of its own', () => {
    const modes: Mode[] = ['idle', 'opening', 'training', 'pausing', 'ended', 'failed'];
    const sentences = modes.map((mode) => modeSentence(stateAfter(9, { mode })));
    expect(new Set(sentences).size).toBe(modes.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('the epoch under way is counted from 1; a run that is over stays at its last', () => {
    expect(epochUnderWay(stateAfter(0))).toBe(1);
    expect(epochUnderWay(stateAfter(118))).toBe(2);
    expect(epochUnderWay(stateAfter(1180))).toBe(10);
    expect(epochUnderWay(stateAfter(7 * 118, { mode: 'ended' }))).toBe(7);
  });

  test('rest before the first step is no run yet, later a pause', () => {
    expect(modeSentence(stateAfter(0))).toMatch(/^Not begun/);
    expect(modeSentence(stateAfter(1))).toMatch(/^Paused/);
  });

  test('bytes and validation pictures have a share, an engine has none', () => {
    const loading = (what: 'data' | 'engine', done: number, total: number) =>
      progressOf(stateAfter(0, { loading: { what, done, total } }));
    expect(loading('data', 5e6, 2e7)).toEqual({ words: 'Pictures: 5.0 of 20.0 MB', share: 0.25 });
    expect(loading('data', 0, 0)?.share).toBeNull();
    expect(loading('engine', 0, 1)?.share).toBeNull();
    expect(progressOf(stateAfter(118, { validating: { done: 750, total: 3000 } }))).toEqual({
      words: 'Validation: 750 of 3,000 pictures',
      share: 0.25,
    });
    expect(progressOf(stateAfter(5))).toBeNull();
  });

  test('software rendering is said', () => {
    expect(engineWords(null)).toBe('chosen when training starts');
    expect(engineWords(stateAfter(1).engine)).toMatch(/emulated in software$/);
  });

  test('a remedy has a word, and no remedy none', () => {
    const problem = { kind: 'data', sentence: 'It broke.', remedy: 'retry' } as const;
    expect(remedyWord(problem)).toBe('Try again');
    expect(remedyWord({ ...problem, kind: 'elsewhere' })).toBe('Train here instead');
    expect(remedyWord({ ...problem, kind: 'diverged' })).toBe('Try a tenth of the rate');
    expect(remedyWord({ ...problem, remedy: 'reset' })).toBe('Reset');
    expect(remedyWord({ ...problem, remedy: 'none' })).toBeNull();
  });
});

test('the figure has all the words that a figure must have', () => {
  expect(() => checkedText(trainingText)).not.toThrow();
});
