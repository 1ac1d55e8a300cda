import { describe, expect, it } from 'vitest';
import type { SavedRun } from '../core/network/checkpoint.ts';
import { bytesOf, runIn, savedRunOf } from './run-file.ts';
import type { SessionState } from './session-state.ts';
import { realHost, source, World } from './world.fixture.ts';

const state = (world: World): SessionState => world.session.session.get();
async function until(world: World, what: () => unknown): Promise<void> {
  for (let i = 0; i < 3000 && !what(); i++) await world.settle(1);
  if (!what()) throw new Error(`not reached: ${String(what)}; mode ${state(world).mode}`);
}
const connected = (accuracy = (step: number): number => Math.ceil(step / 12) / 12): World => {
  const world = new World(realHost({ accuracy }));
  world.session.connect(source);
  return world;
};

/** A run of 6 steps an epoch after `steps` steps, by way of a file. */
async function saved(steps: number, accuracy?: (step: number) => number): Promise<SavedRun> {
  const world = connected(accuracy);
  world.session.newSeed(11);
  world.session.tune({ batchSize: 10, trainingPictures: 60, learningRate: 0.5 });
  world.session.train();
  await until(world, () => state(world).step >= steps || state(world).mode === 'ended');
  world.session.pause();
  await world.settle();
  const file = await runIn(await bytesOf(savedRunOf(state(world))!), source.manifest);
  if (!file.ok) throw new Error(file.reason);
  return file.run;
}

describe('a saved run that is opened', () => {
  it('stands where it was, under its seed and its recipe, and goes on from there in the worker', async () => {
    const run = await saved(15);
    const { step } = run.checkpoint;
    const world = connected();
    const before = state(world).run;
    expect(world.session.open(run)).toBeNull();
    expect(state(world)).toMatchObject({
      mode: 'idle',
      run: before + 1,
      seed: 11,
      step,
      stepsPerEpoch: 6,
      best: 1,
      steps: [],
      hyperparameters: { batchSize: 10, learningRate: 0.5 },
    });
    expect(state(world).epochs).toEqual(run.checkpoint.epochs);
    world.session.stepOnce();
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'idle', step: step + 1 });
    expect(state(world).steps.map((result) => result.step)).toEqual([step]);
    expect(world.engines[0]!.calls[0]).toBe('restore');
  });

  it('in the place of another run leaves nothing of that one', async () => {
    const run = await saved(7);
    const world = connected();
    world.session.tune({ batchSize: 5, trainingPictures: 60 });
    world.session.stepEpoch();
    await world.settle();
    expect(state(world).epochs.length).toBe(1);
    world.session.open(run);
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'idle', step: run.checkpoint.step, steps: [] });
    expect(state(world).epochs).toEqual(run.checkpoint.epochs);
    world.session.reset();
    expect(state(world)).toMatchObject({ step: 0, checkpoint: null, seed: 11 });
  });

  it('and was over is over at once', async () => {
    const run = await saved(1000, () => 0.5);
    expect(run.checkpoint.epochs.length).toBe(4);
    const world = connected();
    world.session.open(run);
    expect(state(world)).toMatchObject({ mode: 'ended', best: 1, step: 24 });
    expect(state(world).ended).toContain('Stopped after epoch 4');
    world.session.train();
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'ended', step: 24 });
  });

  it('waits for a pause: a run under way is not replaced', async () => {
    const run = await saved(7);
    const world = connected();
    world.session.tune({ batchSize: 10, trainingPictures: 60 });
    world.session.train();
    await until(world, () => state(world).step > 1);
    const before = state(world);
    expect(world.session.open(run)).toContain('pause first');
    expect(state(world)).toBe(before);
    world.session.pause();
    await world.settle();
    expect(world.session.open(run)).toBeNull();
  });
});
