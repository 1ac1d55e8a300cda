import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realHost, simulatedHost, source, World, type MakeFarSide } from './world.fixture.ts';

const verbs = ['train', 'pause', 'toggle', 'stepOnce', 'reset'] as const;
const events = ['commands', 'reports', 'turns', 'turns'] as const;

/** 200 clicks, and between any two up to six things that happen in the worker or on the wire. */
const afternoons = fc.array(
  fc.tuple(fc.constantFrom(...verbs), fc.array(fc.constantFrom(...events), { maxLength: 6 })),
  { minLength: 200, maxLength: 200 },
);

const consistent = {
  closed: 'closed, resting',
  opening: 'opening, aiming',
  idle: 'idle, resting',
  training: 'training, aiming',
  pausing: 'pausing, resting',
  ended: 'ended, resting',
  failed: 'failed, resting',
} as const;

/** The mode fits what was asked for. The steps told are those of one run, each once, without a gap. */
function expectWhole(world: World): void {
  const { steps, problem, mode, goal } = world.session.session.get();
  expect(problem).toBeNull();
  expect(`${mode}, ${goal ? 'aiming' : 'resting'}`).toBe(consistent[mode]);
  expect(steps.map(({ step }) => step)).toEqual(steps.map((_, index) => index));
}

async function spend(
  make: MakeFarSide,
  afternoon: readonly (readonly [(typeof verbs)[number], readonly (typeof events)[number][]])[],
): Promise<void> {
  const world = new World(make);
  const { session } = world.session;
  world.session.connect(source);
  world.session.tune({ batchSize: 1, trainingPictures: 60 });
  let last: (typeof verbs)[number] = 'reset';
  for (const [verb, between] of afternoon) {
    world.session[verb]();
    last = verb;
    for (const event of between) await world.let(event);
    expectWhole(world);
  }
  const { goal } = session.get();
  // A run that goes on has no end to wait for; the others come to rest.
  await world.settle(goal === 'finish' ? 300 : 5000);
  while (world.reports.length > 0) await world.let('reports');
  expectWhole(world);
  const state = session.get();
  if (goal === 'finish') {
    expect(state).toMatchObject({ mode: 'training', goal: 'finish' });
    return;
  }
  expect(['idle', 'closed']).toContain(state.mode);
  expect(state.goal).toBeNull();
  expect(state.steps.length).toBe(state.step);
  if (last === 'reset') expect(state.step).toBe(0);
  if (last === 'stepOnce') expect(state.step).toBeGreaterThan(0);
  if (state.checkpoint && state.step > 0) expect(state.checkpoint.step).toBe(state.step);
}

const rising = (step: number): number => Math.ceil(step / 60) / 12;

describe('200 clicks', () => {
  it('end in the state of the last one, with a host that only keeps the protocol', async () => {
    await fc.assert(
      fc.asyncProperty(afternoons, (afternoon) => spend(simulatedHost, afternoon)),
      { numRuns: 60 },
    );
  });

  it('end in the state of the last one, with the real host', async () => {
    await fc.assert(
      fc.asyncProperty(afternoons, (afternoon) => spend(realHost({ accuracy: rising }), afternoon)),
      { numRuns: 25 },
    );
  });
});
