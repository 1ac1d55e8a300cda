import { describe, expect, it } from 'vitest';
import { initialWeights } from '../core/network/initial.ts';
import { layout } from '../core/network/layout.ts';
import { recipe } from '../core/network/recipe.ts';
import { begin, go, hyperparameters, openHost, pause, runCommand, tick } from './host.fixture.ts';

describe('the host at rest', () => {
  it('says that it is ready, and opens nothing for a run', async () => {
    const bench = openHost();
    expect(bench.reports).toEqual([{ type: 'ready', run: 0, ticket: 0 }]);
    bench.host.handle(runCommand);
    await bench.until(() => bench.modes().length);
    expect(bench.modes()).toEqual(['idle']);
    expect(bench.engines.length).toBe(0);
  });

  it('answers a ping at once', () => {
    const bench = openHost();
    bench.host.handle({ type: 'ping', ticket: 3 });
    expect(bench.reports.at(-1)).toEqual({ type: 'pong', run: 0, ticket: 3 });
  });

  it('shows maps and initial weights by plain loops before an engine is open', async () => {
    const bench = openHost();
    bench.host.handle(runCommand);
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 5, live: true });
    await bench.until(() => bench.of('weights').length);
    const [maps] = bench.of('maps');
    expect(maps).toMatchObject({ picture: 5, label: 2, step: 0 });
    expect(maps!.layers.get('conv1a')!.data.length).toBe(32 * 32 * 32);
    const answer = maps!.layers.get('dense')!.data;
    expect(answer.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(bench.of('weights')[0]!.weights).toEqual(initialWeights(layout, 7));
    expect(bench.engines.length).toBe(0);
  });

  it('answers predictions by plain loops, three probabilities a picture', async () => {
    const bench = openHost();
    bench.host.handle(runCommand);
    bench.host.handle({ type: 'predict', run: 1, ticket: 1, pictures: [3, 25] });
    await bench.until(() => bench.of('predictions').length);
    const [predictions] = bench.of('predictions');
    expect([...predictions!.labels]).toEqual([0, 1]);
    const { probabilities } = predictions!;
    expect(probabilities.length).toBe(6);
    expect(probabilities[3]! + probabilities[4]! + probabilities[5]!).toBeCloseTo(1, 5);
  });

  it('answers only the newest question', async () => {
    const bench = openHost();
    bench.host.handle(runCommand);
    for (const picture of [1, 2, 3])
      bench.host.handle({ type: 'look', run: 1, ticket: 1, picture, live: true });
    await bench.until(() => bench.of('maps').length);
    for (let i = 0; i < 20; i++) await tick();
    expect(bench.of('maps').map(({ picture }) => picture)).toEqual([3]);
  });

  it('says so when a picture can’t be had, and goes on', async () => {
    const bench = openHost();
    bench.host.handle(runCommand);
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 40, live: true });
    await bench.until(() => bench.of('problem').length);
    expect(bench.of('problem')[0]).toMatchObject({ stops: false, problem: { kind: 'data' } });
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 39, live: true });
    await bench.until(() => bench.of('maps').length);
  });

  it('refuses hyperparameters by itself', async () => {
    const bench = openHost();
    const wrong = { ...hyperparameters, learningRate: NaN };
    bench.host.handle({ ...runCommand, hyperparameters: wrong });
    go(bench, 2, 'finish');
    await bench.until(() => bench.modes().includes('failed'));
    const { problem } = bench.of('problem')[0]!;
    expect(problem.kind).toBe('refused');
    expect(problem.sentence).toContain('learning rate must be a number from');
    expect(bench.engines.length).toBe(0);
  });

  it('refuses a checkpoint that does not fit the network', async () => {
    const bench = openHost();
    const weights = new Float32Array(3);
    const checkpoint = {
      seed: 7,
      weights,
      firstMoment: weights,
      secondMoment: weights,
      step: 3,
      epochs: [],
      partial: { loss: 0, correct: 0, pictures: 0, seconds: 0 },
      position: 0,
      best: null,
    };
    bench.host.handle({ ...runCommand, checkpoint });
    go(bench, 2, 'step');
    await bench.until(() => bench.modes().includes('failed'));
    expect(bench.of('problem')[0]!.problem.sentence).toContain('must hold 289443 weights; got 3');
  });
});

describe('the host at work', () => {
  it('takes one step, tells it, keeps it and rests', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'step');
    await bench.until(() => bench.modes().length === 3);
    expect(bench.modes()).toEqual(['idle', 'training', 'idle']);
    expect(bench.of('progress').flatMap(({ steps }) => steps.map(({ step }) => step))).toEqual([0]);
    expect(bench.of('checkpoint').at(-1)!.checkpoint.step).toBe(1);
    expect(bench.of('engine')[0]!.engine).toMatchObject({ id: 'counting', reason: 'It counts.' });
    const order = bench.reports.map(({ type }) => type);
    expect(order.indexOf('engine')).toBeLessThan(order.indexOf('training'));
    expect(order.lastIndexOf('checkpoint')).toBeLessThan(order.lastIndexOf('idle'));
    expect(bench.engines.length).toBe(1);
  });

  it('goes on where Train comes while a single step is under way', async () => {
    const bench = openHost({ pause: async () => void (await tick()) });
    await begin(bench);
    go(bench, 2, 'step');
    await bench.until(() => bench.engines[0]?.calls.includes('step'));
    go(bench, 3, 'finish');
    await bench.until(() => bench.engines[0]!.steps > 3);
    expect(bench.modes()).toEqual(['idle', 'training', 'training']);
  });

  it('takes one epoch with its validation and rests', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'epoch');
    await bench.until(() => bench.modes().length === 3);
    const { result, best } = bench.of('epoch')[0]!;
    expect(result.epoch).toBe(1);
    expect(best).toBe(1);
    expect(bench.of('progress').flatMap(({ steps }) => steps).length).toBe(5);
  });

  it('trains until the recipe stops, then will not go on', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'finish');
    await bench.until(() => bench.modes().includes('ended'));
    expect(bench.of('epoch').length).toBe(1 + recipe.patience);
    go(bench, 3, 'finish');
    await bench.until(() => bench.modes().length === 4);
    expect(bench.reports.at(-1)).toMatchObject({ type: 'idle', ticket: 3 });
    expect(bench.modes()).toEqual(['idle', 'training', 'ended', 'ended']);
  });

  it('shows the best epoch’s weights once the recipe is over', async () => {
    const bench = openHost({ accuracy: (step) => (step === 10 ? 1 : 0.5) });
    bench.host.handle(runCommand);
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 0, live: true });
    go(bench, 2, 'finish');
    await bench.until(() => bench.modes().includes('ended'));
    const weights = () => bench.of('weights').at(-1)!;
    await bench.until(() => weights().step === 10 && weights().weights[0] === 10);
  });

  it('pauses between two steps and goes on where it was', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'finish');
    await bench.until(() => (bench.engines[0]?.steps ?? 0) >= 7);
    pause(bench, 3);
    await bench.until(() => bench.modes().at(-1) === 'idle' && bench.modes().length > 2);
    const { checkpoint } = bench.of('checkpoint').at(-1)!;
    expect(checkpoint.step).toBe(bench.engines[0]!.steps);
    const before = bench.engines[0]!.steps;
    for (let i = 0; i < 20; i++) await tick();
    expect(bench.engines[0]!.steps).toBe(before);
    go(bench, 4, 'step');
    await bench.until(() => bench.engines[0]!.steps === before + 1);
  });

  it('stops the run when the loss is no number, and says at which step and what is kept', async () => {
    const bench = openHost({ loss: (step, rate) => (step === 6 && rate > 1 ? Infinity : 1) });
    bench.host.handle({
      ...runCommand,
      hyperparameters: { ...hyperparameters, learningRate: 100 },
    });
    go(bench, 2, 'finish');
    await bench.until(() => bench.modes().includes('failed'));
    const { problem } = bench.of('problem')[0]!;
    expect(problem).toMatchObject({ kind: 'diverged', remedy: 'retry', step: 6 });
    expect(problem.sentence).toContain('became infinite at step 6 with learning rate 100');
    expect(problem.sentence).toContain('weights of step 5');
    expect(problem.sentence).toContain('learning rate 10.');
    const last = bench.of('progress').at(-1)!;
    expect(last.step).toBe(5);
    expect(last.steps.at(-1)).toMatchObject({ step: 6, loss: Infinity });
    bench.host.handle({ type: 'tune', run: 1, ticket: 2, hyperparameters });
    go(bench, 3, 'finish');
    await bench.until(() => bench.modes().includes('ended'));
  });

  it('takes a new learning rate into the running run, and refuses another batch size there', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'step');
    await bench.until(() => bench.modes().length === 3);
    const tuned = { ...hyperparameters, learningRate: 0.5 };
    bench.host.handle({ type: 'tune', run: 1, ticket: 2, hyperparameters: tuned });
    const larger = { ...hyperparameters, batchSize: 16 };
    bench.host.handle({ type: 'tune', run: 1, ticket: 2, hyperparameters: larger });
    expect(bench.of('problem')[0]).toMatchObject({ stops: false, problem: { kind: 'refused' } });
    go(bench, 3, 'step');
    await bench.until(() => bench.modes().length === 5);
    expect(bench.engines[0]!.rates).toEqual([0.001, 0.5]);
  });

  it('goes back to the same first weights on a new run with the same engine', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'finish');
    await bench.until(() => (bench.engines[0]?.steps ?? 0) > 3);
    bench.host.handle({ ...runCommand, run: 2, ticket: 3 });
    await bench.until(() => bench.reports.some(({ type, run }) => type === 'idle' && run === 2));
    go(bench, 4, 'step', 2);
    const fresh = () => bench.of('checkpoint').filter(({ run }) => run === 2);
    await bench.until(() => fresh().length);
    expect(bench.engines.length).toBe(1);
    const { checkpoint } = fresh()[0]!;
    expect(checkpoint.weights.subarray(1)).toEqual(initialWeights(layout, 7).subarray(1));
  });

  it('ignores commands for runs that are over', async () => {
    const bench = openHost();
    bench.host.handle({ ...runCommand, run: 2 });
    go(bench, 2, 'finish', 1);
    await bench.until(() => bench.modes().length);
    for (let i = 0; i < 20; i++) await tick();
    expect(bench.engines.length).toBe(0);
    expect(bench.modes()).toEqual(['idle']);
  });
});
