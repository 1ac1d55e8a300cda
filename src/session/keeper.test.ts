import { describe, expect, it } from 'vitest';
import { click } from './click.ts';
import {
  checkpointAt,
  Desk,
  filled,
  hyperparameters,
  name,
  offered,
  started,
  stepOf,
} from './keeper.fixture.ts';

describe('a run', () => {
  it('is kept when its first checkpoint comes, then every ten seconds at most, the newest each time', async () => {
    const desk = started();
    desk.reach(3);
    await desk.pass(0);
    expect(desk.library.written).toEqual([1_000_000]);
    expect(desk.keeping).toMatchObject({ step: 3, notice: null });
    for (const step of [4, 5, 6]) {
      desk.reach(step);
      await desk.pass(2000);
    }
    expect(desk.library.written.length).toBe(1);
    await desk.pass(4000);
    expect(desk.library.written).toEqual([1_000_000, 1_010_000]);
    expect(desk.keeping.step).toBe(6);
    const next = new Desk();
    next.library.records.set(name, desk.library.records.get(name)!);
    next.connect();
    await next.keeper.lookForRun();
    expect(stepOf(next.keeping.found)).toBe(6);
  });

  it('is not written again while nothing new has happened', async () => {
    const desk = started();
    desk.reach(3);
    await desk.pass(0);
    for (let i = 0; i < 5; i++) {
      desk.state.set({ ...desk.state.get(), picturesPerSecond: i });
      await desk.pass(20_000);
    }
    expect(desk.library.written.length).toBe(1);
  });

  it('is written at once when the page is hidden', async () => {
    const desk = started();
    desk.reach(3);
    await desk.pass(0);
    desk.reach(4);
    await desk.hide();
    expect(desk.keeping.step).toBe(4);
    expect(desk.library.written.length).toBe(2);
  });

  it('that has not begun, or was reset, is not', async () => {
    const desk = started();
    await desk.pass(20_000);
    desk.reach(3);
    desk.state.set(click(desk.state.get(), { type: 'reset' }).state);
    await desk.pass(20_000);
    expect(desk.library.written).toEqual([]);
    expect(desk.keeping.step).toBeNull();
  });

  it('that is broken does not take the place of one that is whole', async () => {
    const desk = started();
    desk.reach(3);
    await desk.pass(0);
    const { checkpoint } = desk.state.get();
    const broken = { ...checkpointAt(4), weights: checkpoint!.weights.map(() => NaN) };
    desk.state.set({ ...desk.state.get(), checkpoint: broken });
    await desk.pass(20_000);
    expect(desk.library.written.length).toBe(1);
    expect(desk.keeping.notice).toContain('will not remember');
  });
});

describe('a run that is found', () => {
  it('is offered, and nothing happens to the session without a click', async () => {
    const desk = await offered(9);
    expect(desk.keeping.found).toMatchObject({ ok: true, savedAt: 4000 });
    expect(desk.state.get()).toMatchObject({ step: 0, run: 0 });
  });

  it('goes on where it was, as a run of its own number', async () => {
    const desk = await offered(9);
    expect(desk.keeper.resume()).toBeNull();
    expect(desk.state.get()).toMatchObject({
      mode: 'idle',
      run: 1,
      step: 9,
      seed: 5,
      hyperparameters,
    });
    expect(desk.keeping).toMatchObject({ found: null, step: 9 });
    expect(desk.trained).toBe(1);
    await desk.pass(20_000);
    expect(desk.library.written, 'it lies there already').toEqual([]);
    desk.reach(10);
    await desk.pass(0);
    expect(desk.keeping.step).toBe(10);
  });

  it('is not put in the place of a run that is being trained', async () => {
    const desk = await offered(9);
    desk.state.set({ ...desk.state.get(), mode: 'training', goal: 'finish' });
    expect(desk.keeper.resume()).toBe('Pause first.');
    expect(stepOf(desk.keeping.found)).toBe(9);
  });

  it('is written over by a longer run only, while it has no answer', async () => {
    const desk = await offered(9);
    for (const step of [3, 9]) {
      desk.reach(step);
      await desk.pass(20_000);
    }
    expect(desk.kept).toBe(4000);
    desk.reach(10);
    await desk.pass(20_000);
    expect(desk.library.written.length).toBe(1);
    expect(desk.keeping).toMatchObject({ found: null, step: 10 });
  });

  it('is looked for before the first write, even where nobody shows it', async () => {
    const desk = started(await filled(9));
    desk.reach(3);
    await desk.pass(0);
    expect(desk.kept).toBe(4000);
    expect(stepOf(desk.keeping.found)).toBe(9);
  });

  it('makes room for the present run when it is forgotten', async () => {
    const desk = await offered(9);
    desk.reach(3);
    await desk.pass(0);
    await desk.keeper.forget();
    expect(desk.library.records.size).toBe(0);
    await desk.pass(0);
    expect(desk.keeping).toMatchObject({ found: null, step: 3 });
  });

  it('stays on offer until it is really gone', async () => {
    const desk = await offered(9);
    const going = desk.keeper.forget();
    expect(desk.keeping.found).not.toBeNull();
    await going;
    expect(desk.library.records.size).toBe(0);
    expect(desk.keeping.found).toBeNull();
  });

  it('and is broken is left alone with its reason, until it is forgotten', async () => {
    const desk = await filled(9);
    desk.library.records.get(name)!.bytes[100]! ^= 1;
    desk.connect();
    await desk.keeper.lookForRun();
    expect(desk.keeping.found).toMatchObject({
      ok: false,
      reason: expect.stringContaining('damaged'),
    });
    expect(desk.keeper.resume()).toBeNull();
    desk.reach(29);
    await desk.pass(20_000);
    expect(desk.kept).toBe(4000);
    expect(desk.state.get().run).toBe(0);
  });
});

describe('a browser', () => {
  it('without storage is said to be forgetful, and everything else goes on', async () => {
    const desk = new Desk(async () => Promise.reject(new Error('blocked')));
    started(desk);
    desk.reach(3);
    await desk.pass(0);
    expect(desk.keeping).toMatchObject({ step: null, found: null });
    expect(desk.keeping.notice).toContain('This browser will not remember the run');
    await desk.keeper.forget();
  });

  it('without room says so, keeps what was there, and keeps the run once there is room', async () => {
    const desk = started();
    desk.reach(3);
    await desk.pass(0);
    desk.library.fault = new DOMException('no room', 'QuotaExceededError');
    desk.reach(4);
    await desk.pass(20_000);
    expect(desk.keeping).toMatchObject({
      step: 3,
      notice: expect.stringContaining('no room left'),
    });
    expect(desk.kept).toBe(1_000_000);
    desk.library.fault = null;
    desk.reach(5);
    await desk.pass(20_000);
    expect(desk.keeping).toMatchObject({ step: 5, notice: null });
  });
});
