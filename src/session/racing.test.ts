import { describe, expect, it } from 'vitest';
import type { SessionState } from './session-state.ts';
import { shelf } from './shelf.fixture.ts';
import { realHost, source, World } from './world.fixture.ts';

function open(storage = shelf()): World {
  const world = new World(realHost({ accuracy: (step) => Math.ceil(step / 12) / 12 }), storage);
  world.session.connect(source);
  world.session.tune({ batchSize: 10, trainingPictures: 60 });
  return world;
}
const state = (world: World): SessionState => world.session.session.get();
/** Lets things happen until `what` holds. */
async function until(world: World, what: () => unknown): Promise<void> {
  for (let i = 0; i < 3000 && !what(); i++) await world.settle(1);
  if (!what()) throw new Error(`not reached: ${String(what)}; mode ${state(world).mode}`);
}

describe('the engines’ race', () => {
  it('is run once: later runs, later workers and later visits know what it found', async () => {
    const storage = shelf();
    const world = open(storage);
    world.session.stepOnce();
    await world.settle();
    world.ports[0]!.onerror?.({ message: 'out of memory' } as ErrorEvent);
    world.session.stepOnce();
    await world.settle();
    expect(world.engines.length).toBe(2);
    expect(world.races).toBe(1);
    const next = open(storage);
    next.session.stepOnce();
    await next.settle();
    expect(state(next)).toMatchObject({ step: 1, engine: { reason: 'It counts.' } });
    expect(next.races).toBe(0);
  });

  it('is run again when a reader says so, in the middle of a run as at rest', async () => {
    const world = open();
    world.session.train();
    await until(world, () => state(world).step > 2);
    world.session.raceAgain();
    await until(world, () => world.engines.length === 2 && state(world).step > 5);
    expect(world.races).toBe(2);
    expect(state(world)).toMatchObject({ mode: 'training', preference: 'auto' });
    world.session.pause();
    await world.settle();
    world.session.prefer('cpu');
    await world.settle();
    world.session.raceAgain();
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'idle', preference: 'auto', engine: null });
    expect(world.races).toBe(2);
    world.session.stepOnce();
    await world.settle();
    expect(world.races).toBe(3);
  });

  it('of an earlier visit is forgotten at once where a reader says so before training', async () => {
    const found = { backend: 'cpu', picturesPerSecond: 100, place: 'here' };
    const storage = shelf(JSON.stringify(found));
    const world = open(storage);
    world.session.raceAgain();
    expect(world.ports.length).toBe(0);
    expect(storage.content).toBeNull();
    world.session.stepOnce();
    await world.settle();
    expect(world.races).toBe(1);
    expect(JSON.parse(storage.content!)).toEqual(found);
  });

  it('is called off by a pause, and run again at the next Train', async () => {
    const world = open();
    world.session.train();
    await world.let('commands');
    await world.let('commands');
    await world.let('turns');
    world.session.pause();
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'idle', step: 0, problem: null });
    world.session.stepOnce();
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'idle', step: 1, problem: null });
  });
});
