import { describe, expect, it } from 'vitest';
import { silenceAllowed } from './patience.ts';
import { initialState, type SessionState } from './session-state.ts';
import { realHost, source, World } from './world.fixture.ts';

const rising = (step: number): number => Math.ceil(step / 12) / 12;
const set = { batchSize: 10, trainingPictures: 60 };

function open(make = realHost({ accuracy: rising })): World {
  const world = new World(make);
  world.session.connect(source);
  world.session.tune(set);
  return world;
}
const state = (world: World): SessionState => world.session.session.get();
/** Lets things happen until `what` holds. */
async function until(world: World, what: () => unknown): Promise<void> {
  for (let i = 0; i < 3000 && !what(); i++) await world.settle(1);
  if (!what()) throw new Error(`not reached: ${String(what)}; mode ${state(world).mode}`);
}
const crash = (world: World): void =>
  world.ports.at(-1)!.onerror?.({ message: 'out of memory' } as ErrorEvent);

describe('the session', () => {
  it('can be imported where there is no worker, and starts none for a page’s visit', async () => {
    expect('Worker' in globalThis).toBe(false);
    const { session, connect } = await import('./session.ts');
    connect(source);
    connect(source);
    expect(session.get()).toMatchObject({ mode: 'closed', run: 0 });
    const world = open();
    world.session.prefer('cpu');
    world.session.reset();
    expect(world.ports.length).toBe(0);
  });

  it('trains to the end of an epoch, and keeps what the worker tells', async () => {
    const world = open();
    world.session.stepEpoch();
    expect(state(world).mode).toBe('opening');
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'idle', step: 6, stepsPerEpoch: 6, best: 1 });
    expect(state(world).steps.length).toBe(6);
    expect(state(world).engine?.id).toBe('counting');
    expect(state(world).checkpoint?.step).toBe(6);
  });

  it('says so when Train comes before the page said where the pictures are', () => {
    const world = new World(realHost());
    world.session.train();
    expect(state(world)).toMatchObject({ mode: 'closed', problem: { kind: 'data' } });
    expect(world.ports.length).toBe(0);
  });

  it('refuses hyperparameters at the edge with the range and the value', () => {
    const world = open();
    const { tune, newSeed } = world.session;
    expect(tune({ learningRate: NaN })).toContain('must be a number from');
    expect(tune({ learningRate: -1 })).toContain('got -1');
    expect(tune({ batchSize: 0.5 })).toContain('whole number');
    expect(newSeed(1.5)).toContain('got 1.5');
    expect(state(world).hyperparameters).toMatchObject(set);
    expect(state(world).seed).toBe(1);
  });

  it('takes a learning rate into the running run, and a batch size only at rest', async () => {
    const world = open();
    world.session.train();
    await until(world, () => state(world).step > 2);
    const { run } = state(world);
    expect(world.session.tune({ batchSize: 5 })).toContain('pause first');
    expect(world.session.tune({ learningRate: 0.25 })).toBeNull();
    await until(world, () => world.engines[0]!.rates.at(-1) === 0.25);
    expect(state(world).run).toBe(run);
    world.session.pause();
    await world.settle();
    expect(world.session.tune({ batchSize: 5 })).toBeNull();
    expect(state(world)).toMatchObject({ run: run + 1, step: 0, stepsPerEpoch: 12, seed: 1 });
  });

  it('begins with the next seed, or one that is given', async () => {
    const world = open();
    expect(world.session.newSeed()).toBeNull();
    expect(state(world).seed).toBe(2);
    world.session.newSeed(41);
    expect(state(world).seed).toBe(41);
    const weights = async (): Promise<number> => {
      const unwatch = world.session.watch();
      await world.settle();
      unwatch();
      return world.session.weights.get()!.weights[5]!;
    };
    const first = await weights();
    world.session.newSeed();
    expect(await weights()).not.toBe(first);
    world.session.newSeed(41);
    expect(await weights()).toBe(first);
  });

  it('keeps maps and weights fresh while somebody watches, and only then', async () => {
    const world = open();
    const first = world.session.watch();
    const second = world.session.watch();
    await world.settle();
    expect(world.session.maps.get()).toMatchObject({ picture: 0, step: 0 });
    expect(world.session.weights.get()!.weights.length).toBe(289_443);
    first();
    first();
    world.session.choosePicture(3);
    world.session.stepEpoch();
    await world.settle();
    expect(world.session.maps.get()).toMatchObject({ picture: 3, label: 0, step: 6 });
    second();
    world.session.stepOnce();
    await world.settle();
    expect(state(world).step).toBe(7);
    expect(world.session.maps.get()).toMatchObject({ picture: 3, step: 6 });
  });

  it('tells the worker what drawing cost while it trains, and not at rest', async () => {
    const world = open();
    const drawn = () => world.sent.filter(({ type }) => type === 'drawn');
    world.drawing = 70;
    world.session.watch();
    await world.settle();
    expect(drawn()).toEqual([]);
    world.session.stepEpoch();
    await world.settle();
    expect(drawn().length).toBeGreaterThan(0);
    expect(drawn()[0]).toMatchObject({ milliseconds: 70 });
  });

  it('asks for predictions again after an epoch, and forgets them with the run', async () => {
    const world = open();
    world.session.askPredictions([1, 5]);
    await world.settle();
    expect(world.session.predictions.get()).toMatchObject({ step: 0, pictures: [1, 5] });
    world.session.stepEpoch();
    await world.settle();
    expect(world.session.predictions.get()!.step).toBe(6);
    world.session.reset();
    expect(world.session.predictions.get()).toBeNull();
    await world.settle();
    expect(world.session.predictions.get()!.step).toBe(0);
  });
});

describe('a worker that dies', () => {
  it('costs no more than what came after the last checkpoint, and Train goes on from there', async () => {
    const world = open();
    world.session.train();
    await until(world, () => state(world).step === 9);
    crash(world);
    expect(state(world)).toMatchObject({ mode: 'idle', goal: null, step: 6, engine: null });
    expect(state(world).problem).toMatchObject({ kind: 'worker', remedy: 'retry' });
    expect(state(world).problem!.sentence).toContain('Your run is safe at step 6');
    expect(state(world).epochs.length).toBe(1);
    expect(state(world).steps.length).toBe(6);
    world.session.train();
    await until(world, () => state(world).step === 14);
    expect(world.ports.length).toBe(2);
    expect(state(world).problem).toBeNull();
    expect(state(world).steps.map(({ step }) => step)).toEqual([...Array(14).keys()]);
    const restored = world.engines[1]!.calls.indexOf('restore');
    expect(restored).toBe(0);
  });

  it('is replaced for those who watch, three times and no more until the reader clicks', async () => {
    const world = open();
    world.session.watch();
    for (let i = 0; i < 10; i++) crash(world);
    expect(world.ports.length).toBe(4);
    expect(state(world).mode).toBe('failed');
    world.session.train();
    await until(world, () => state(world).step > 0);
    expect(world.ports.length).toBe(5);
  });

  it('at rest loses nothing', async () => {
    const world = open();
    world.session.stepOnce();
    await world.settle();
    crash(world);
    expect(state(world)).toMatchObject({ mode: 'idle', step: 1 });
    world.session.stepOnce();
    await world.settle();
    expect(state(world).step).toBe(2);
  });

  it('is told from one that never starts', () => {
    const world = open();
    world.session.train();
    for (let i = 0; i < 6; i++) world.second();
    expect(state(world)).toMatchObject({ mode: 'failed', problem: { kind: 'worker' } });
    expect(state(world).problem!.sentence).toContain('did not start (no word within 5 s)');
    world.session.retry();
    expect(world.ports.length).toBe(2);
  });

  it('by falling silent is ended, and the run goes on from the last checkpoint', async () => {
    const world = open();
    world.session.train();
    await until(world, () => state(world).step === 8);
    // Steps of a hundredth of a second: ten seconds are the least that is allowed.
    for (let i = 0; i < 10; i++) world.second();
    expect(state(world).mode).toBe('training');
    world.second();
    world.second();
    expect(state(world)).toMatchObject({ mode: 'idle', step: 6, problem: { kind: 'silent' } });
    expect(world.ports[0]!.dead).toBe(true);
  });
});

describe('a run that diverges', () => {
  it('fails with a lesson, and Retry goes on ten times slower from the last good weights', async () => {
    const loss = (step: number, rate: number): number => (step > 7 && rate > 0.5 ? NaN : 1);
    const world = open(realHost({ accuracy: rising, loss }));
    world.session.tune({ learningRate: 1 });
    world.session.train();
    await world.settle();
    expect(state(world)).toMatchObject({ mode: 'failed', step: 6 });
    expect(state(world).problem).toMatchObject({ kind: 'diverged', step: 8 });
    expect(state(world).steps.at(-1)!.loss).toBeNaN();
    world.session.retry();
    await until(world, () => state(world).step > 10);
    expect(state(world).hyperparameters.learningRate).toBeCloseTo(0.1, 12);
    expect(state(world).steps.every((result) => Number.isFinite(result.loss))).toBe(true);
    expect(state(world).steps.map(({ step }) => step)).toEqual([
      ...Array(state(world).steps.length).keys(),
    ]);
  });
});

describe('the silence that is allowed', () => {
  const training = (picturesPerSecond: number | null): SessionState => ({
    ...initialState,
    mode: 'training',
    picturesPerSecond,
  });
  it('is twenty median steps, between ten seconds and ten minutes', () => {
    expect(silenceAllowed(training(10_000), false)).toBe(10);
    expect(silenceAllowed(training(128), false)).toBe(20);
    expect(silenceAllowed(training(2), false)).toBe(600);
  });
  it('is long before the first step, and endless where nothing is awaited', () => {
    expect(silenceAllowed(training(null), false)).toBe(600);
    expect(silenceAllowed(initialState, false)).toBeNull();
    expect(silenceAllowed(initialState, true)).toBe(30);
  });
});
