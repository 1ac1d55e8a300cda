import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOrder } from '../core/dataset/batches.ts';
import { picture } from '../core/dataset/catalog.ts';
import { layout } from '../core/network/layout.ts';
import { recipe } from '../core/network/recipe.ts';
import { CountingEngine, type Behaviour } from './counting-engine.fixture.ts';
import type { LabelledPictures } from './engine.ts';
import { openTrainer, shown, startCheckpoint, type Advance, type Trainer } from './trainer.ts';

const start = startCheckpoint(1, new Float32Array(layout.total), layout.trainable);

/** Picture i has i in its first byte. */
function pictures(count: number): LabelledPictures {
  const pixels = new Uint8Array(count * picture.bytes);
  for (let i = 0; i < count; i++) pixels[i * picture.bytes] = i;
  return { pixels, labels: Uint8Array.from({ length: count }, (_, i) => i % 3) };
}

async function open(
  behaviour: Behaviour = {},
  { count = 10, batchSize = 4, checkpoint = start, learningRate = 0.001, stepTime = 50 } = {},
): Promise<{ engine: CountingEngine; trainer: Trainer }> {
  let time = 0;
  const engine = new CountingEngine(behaviour);
  const trainer = await openTrainer({
    engine,
    data: { training: pictures(count), validation: pictures(8) },
    hyperparameters: { learningRate, batchSize, trainingPictures: count },
    checkpoint,
    now: () => (time += stepTime),
  });
  return { engine, trainer };
}

async function epoch(trainer: Trainer): Promise<Extract<Advance, { type: 'epoch' }>> {
  for (;;) {
    const event = await trainer.advance();
    if (event.type === 'epoch') return event;
    if (event.type === 'diverged') throw new Error('diverged');
  }
}

const firstBytes = (batch: LabelledPictures): number[] =>
  Array.from(batch.labels, (_, i) => batch.pixels[i * picture.bytes]!);

describe('the trainer', () => {
  it('takes every picture once an epoch, in the order of the seed, the last batch ragged', async () => {
    const { engine, trainer } = await open();
    expect(trainer.stepsPerEpoch).toBe(3);
    await epoch(trainer);
    await epoch(trainer);
    expect(engine.batches.map(({ labels }) => labels.length)).toEqual([4, 4, 2, 4, 4, 2]);
    const taken = engine.batches.flatMap(firstBytes);
    expect(taken.slice(0, 10)).toEqual([...epochOrder(10, 1, 0)]);
    expect(taken.slice(10)).toEqual([...epochOrder(10, 1, 1)]);
  });

  it('weighs the steps of an epoch by their examples', async () => {
    const { trainer } = await open({ loss: (step) => [1, 2, 4][step] ?? 0 });
    const { result } = await epoch(trainer);
    expect(result.loss).toBeCloseTo((1 * 4 + 2 * 4 + 4 * 2) / 10, 12);
    expect(result.accuracy).toBe(1);
  });

  it('counts answers in a matrix whose rows are the true classes', async () => {
    const { trainer } = await open({ accuracy: () => 0.5 });
    const { result } = await epoch(trainer);
    // Labels 0 1 2 0 1 2 0 1; the first four right, the others one class on.
    expect(result.confusion).toEqual([
      [2, 1, 0],
      [0, 1, 2],
      [1, 0, 1],
    ]);
    expect(result.validationAccuracy).toBe(0.5);
    expect(result.validationLoss).toBeCloseTo(0.5, 12);
  });

  it('ends when accuracy has not risen for three epochs, and shows the best epoch’s weights', async () => {
    const byEpoch = [0.25, 0.5, 0.5, 0.375, 0.5];
    const { engine, trainer } = await open({ accuracy: (step) => byEpoch[step / 3 - 1]! });
    const ends: (string | null)[] = [];
    for (let i = 0; i < 5; i++) ends.push((await epoch(trainer)).ended);
    expect(ends.slice(0, 4)).toEqual([null, null, null, null]);
    expect(ends[4]).toContain('Stopped after epoch 5');
    expect(ends[4]).toContain('weights of epoch 2');
    expect(trainer.kept.best?.epoch).toBe(2);
    // The counting engine writes the steps taken into the first weight: two epochs of three steps.
    expect(shown(trainer.kept).weights[0]).toBe(6);
    expect(shown(trainer.kept).step).toBe(6);
    expect((await engine.state()).weights[1]).toBe(trainer.kept.best!.weights[1]);
    await expect(trainer.advance()).rejects.toThrow('expected a run under way');
  });

  it('ends after the recipe’s epochs', async () => {
    const { trainer } = await open({ accuracy: (step) => Math.ceil(step / 6) / 8 });
    for (let i = 1; i < recipe.epochs; i++) expect((await epoch(trainer)).ended).toBeNull();
    expect((await epoch(trainer)).ended).toContain('All 10 epochs are done');
  });

  it.each([Infinity, NaN])(
    'stops in the step whose loss is %s, back at the last good state',
    async (bad) => {
      const { engine, trainer } = await open({ loss: (step) => (step === 4 ? bad : 1) });
      await epoch(trainer);
      await trainer.advance();
      const event = await trainer.advance();
      expect(event).toEqual({
        type: 'diverged',
        result: { step: 4, loss: bad, accuracy: 1 },
        learningRate: 0.001,
      });
      expect(trainer.step).toBe(3);
      expect(engine.steps).toBe(3);
      expect(trainer.kept.epochs.length).toBe(1);
    },
  );

  it('never keeps a state with a number that is not finite', async () => {
    const { engine, trainer } = await open();
    await trainer.advance();
    const good = await trainer.keep();
    await trainer.advance();
    const state = engine.state.bind(engine);
    engine.state = async () => {
      const read = await state();
      const firstMoment = read.firstMoment.slice();
      firstMoment[7] = NaN;
      return { ...read, firstMoment };
    };
    expect(await trainer.keep()).toBe(good);
    expect(trainer.kept).toBe(good);
  });

  it('takes another learning rate from the next step on', async () => {
    const { engine, trainer } = await open();
    await trainer.advance();
    trainer.tune(0.5);
    await trainer.advance();
    expect(engine.rates).toEqual([0.001, 0.5]);
  });

  it('reports the median speed of the last steps', async () => {
    const { trainer } = await open();
    expect(trainer.picturesPerSecond).toBeNull();
    await trainer.advance();
    // The test's clock goes on by 50 ms at each look; a step looks twice.
    expect(trainer.picturesPerSecond).toBe(4 / 0.05);
  });

  it('refuses data that do not fit the hyperparameters', async () => {
    const engine = new CountingEngine();
    const open = openTrainer({
      engine,
      data: { training: pictures(9), validation: pictures(8) },
      hyperparameters: { learningRate: 1, batchSize: 4, trainingPictures: 10 },
      checkpoint: start,
      now: () => 0,
    });
    await expect(open).rejects.toThrow('expected 10 training pictures, got 9');
  });

  it('goes on from a checkpoint taken anywhere exactly as without it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 10 }),
        async (part, batchSize) => {
          const behaviour: Behaviour = { loss: (step) => 1 / (step + 1) };
          const whole = await open(behaviour, { batchSize });
          const parted = await open(behaviour, { batchSize });
          // Up to three epochs: their steps, and the validation after each.
          const cut = Math.floor(part * 3 * (parted.trainer.stepsPerEpoch + 1));
          for (let i = 0; i < cut; i++) await parted.trainer.advance();
          const checkpoint = structuredClone(await parted.trainer.keep());
          const resumed = await open(behaviour, { batchSize, checkpoint });
          for (const { trainer } of [whole, resumed])
            while (trainer.kept.epochs.length < 3) await trainer.advance();
          const taken = [...parted.engine.batches, ...resumed.engine.batches];
          expect(taken.map(firstBytes)).toEqual(whole.engine.batches.map(firstBytes));
          const timeless = ({ trainer }: { trainer: Trainer }) =>
            trainer.kept.epochs.map((result) => ({ ...result, seconds: 0 }));
          expect(timeless(resumed)).toEqual(timeless(whole));
        },
      ),
      { numRuns: 30 },
    );
  });
});
