import { describe, expect, test } from 'vitest';
import { announce, opening, quiet, type Announcement } from './announcement.ts';
import type { SessionState } from '../../session/session-state.ts';
import { stateAfter } from './run.fixture.ts';

const before = 'Shown: the recorded run, seed 1.';
const start = opening(stateAfter(0), before);
/** As `announce`, with what is said before a run. */
const say = (last: Announcement, state: SessionState, now: number) =>
  announce(last, state, before, now);
const training = (steps: number) => stateAfter(steps, { mode: 'training', goal: 'finish' });

describe('what is said of a run', () => {
  test('before it, what is shown', () => {
    expect(start.text).toMatch(/^Shown: the recorded run/);
  });

  test('while it trains, at most one sentence in five seconds', () => {
    let last = say(start, training(1), 0);
    const heard: Announcement[] = [];
    for (let step = 2; step < 110; step++) {
      const next = say(last, training(step), step * 200);
      if (next.text !== last.text) heard.push(next);
      last = next;
    }
    expect(heard.length).toBeGreaterThan(2);
    for (let i = 1; i < heard.length; i++)
      expect(heard[i]!.at - heard[i - 1]!.at).toBeGreaterThanOrEqual(quiet);
  });

  test('the end of an epoch at once', () => {
    const earlier = say(start, training(117), 1000);
    const after = say(earlier, training(118), 1001);
    expect(after.text).toMatch(/^Epoch 1 done: training loss .*, the best so far\.$/);
  });

  test('the last step of an epoch belongs to that epoch', () => {
    const said = say(start, { ...training(118), epochs: [] }, 0);
    expect(said.text).toMatch(/^Step 118, epoch 1: /);
  });

  test('a rest at once, with the last step', () => {
    const earlier = say(start, training(40), 1000);
    const after = say(earlier, stateAfter(41), 1001);
    expect(after.text).toMatch(/^Step 41, epoch 1: loss /);
  });

  test('the end with its reason', () => {
    const earlier = say(start, training(1179), 0);
    const state = stateAfter(1180, { mode: 'ended', ended: 'Validation stopped improving.' });
    expect(say(earlier, state, 1).text).toMatch(/^Validation stopped improving\. Epoch 10 done/);
  });

  test('nothing again that was just said', () => {
    const state = stateAfter(40);
    const first = say(start, state, 0);
    expect(say(first, state, 1e6).at).toBe(first.at);
  });

  test('a reset goes back to what is shown', () => {
    const earlier = say(start, training(300), 0);
    expect(say(earlier, stateAfter(0, { run: 1 }), 1).text).toMatch(/^Shown: /);
  });
});
