import { env } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { adam } from '../../core/math/adam.ts';
import { goldenStep, goldenTitle, hasGoldenStep } from '../../core/network/golden-step.fixture.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { network } from '../../core/network/network.ts';
import { evaluate, look, oracleState, trainStep } from '../../core/network/oracle.ts';
import { layOut, type ParameterLayout } from '../../core/network/parameters.ts';
import { recipe } from '../../core/network/recipe.ts';
import type { Network } from '../../core/network/spec.ts';
import { startState, type EngineState } from '../engine.ts';
import {
  gradientOf,
  gradientTolerance,
  lossTolerance,
  noise,
  relativeError,
  smallNetwork,
  worstParameter,
} from './comparison.fixture.ts';
import { openCpu } from './cpu.ts';
import type { TfjsEngine } from './tfjs-engine.ts';

// Else the library recommends its native build at each new backend.
env().set('IS_NODE', false);

let engine: TfjsEngine | null = null;
afterEach(() => {
  engine?.dispose();
  engine = null;
});

const seed = 7;
const learningRate = 1e-3;
const small = layOut(smallNetwork);

/** An engine at the start of a run; `afterEach` disposes of it. */
async function started(spec: Network): Promise<{ engine: TfjsEngine; weights: Float32Array }> {
  engine?.dispose();
  engine = await openCpu({ network: spec });
  const layout = layOut(spec);
  const weights = initialWeights(layout, seed);
  await engine.restore(startState(weights, layout.trainable), seed);
  return { engine, weights };
}

/** One step on engine and oracle, compared: loss, gradient, weights and moving statistics. */
async function compareStep(spec: Network, count: number, dropout: boolean): Promise<void> {
  const layout = layOut(spec);
  const { engine, weights } = await started(spec);
  const batch = noise(spec, count, seed);
  const oracle = trainStep(spec, layout, oracleState(layout, weights), batch, {
    learningRate,
    seed,
    dropout,
  });
  const { loss, correct } = await engine.step(batch, { learningRate, dropout });
  expect(Math.abs(loss - oracle.loss)).toBeLessThan(lossTolerance);
  expect(correct).toBe(oracle.correct);
  const after = await engine.state();
  expect(after.step).toBe(1);
  const worst = worstParameter(layout, gradientOf(after), oracle.gradient);
  expect(worst.error, worst.name).toBeLessThan(gradientTolerance);
  expectAdam(layout, weights, after);
  const moving = [after.weights, oracle.state.weights].map((all) => all.subarray(layout.trainable));
  expect(relativeError(moving[0]!, moving[1]!)).toBeLessThan(1e-5);
}

/**
 * The first step's weights and second moment follow from its gradient by Adam in float64. From the engine's own gradient: the
 * step is about the learning rate times the gradient's sign, and where a gradient is all rounding, so is its sign.
 */
function expectAdam(layout: ParameterLayout, before: Float32Array, after: EngineState): void {
  const { trainable } = layout;
  const arrays = {
    weights: Float64Array.from(before.subarray(0, trainable)),
    gradient: gradientOf(after),
    firstMoment: new Float64Array(trainable),
    secondMoment: new Float64Array(trainable),
  };
  adam(arrays, 1, { ...recipe.adam, learningRate });
  expect(relativeError(after.weights.subarray(0, trainable), arrays.weights)).toBeLessThan(1e-6);
  expect(relativeError(after.secondMoment, arrays.secondMoment)).toBeLessThan(1e-5);
}

describe('one step on the cpu backend', () => {
  it('of the small network is the oracle’s, for any batch size, with and without dropout', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.boolean(), (count, dropout) =>
        compareStep(smallNetwork, count, dropout),
      ),
      { numRuns: 20 },
    );
  });

  it.each([true, false])('of the article’s network is the oracle’s (dropout %s)', (dropout) =>
    compareStep(network, 3, dropout),
  );

  it.skipIf(!hasGoldenStep)(
    goldenTitle('of the article’s network is the golden step’s'),
    async () => {
      const golden = goldenStep()!;
      const layout = layOut(network);
      engine = await openCpu({ network });
      await engine.restore(startState(golden.before, layout.trainable), seed);
      const { loss } = await engine.step(golden.batch, { learningRate, dropout: false });
      expect(Math.abs(loss - golden.loss)).toBeLessThan(lossTolerance);
      const gradient = gradientOf(await engine.state());
      const worst = worstParameter(layout, gradient, golden.gradient);
      expect(worst.error, worst.name).toBeLessThan(gradientTolerance);
    },
    180_000,
  );
});

describe('a run on the cpu backend', () => {
  it('keeps its moments: three steps with dropout are the oracle’s three', async () => {
    const { engine, weights } = await started(smallNetwork);
    let oracle = oracleState(small, weights);
    for (let step = 0; step < 3; step++) {
      const batch = noise(smallNetwork, 6, step);
      const next = trainStep(smallNetwork, small, oracle, batch, {
        learningRate,
        seed,
        dropout: true,
      });
      const { loss } = await engine.step(batch, { learningRate });
      expect(Math.abs(loss - next.loss)).toBeLessThan(lossTolerance);
      oracle = next.state;
    }
    const seen = await engine.state();
    expect(relativeError(seen.firstMoment, oracle.firstMoment)).toBeLessThan(gradientTolerance);
    expect(relativeError(seen.secondMoment, oracle.secondMoment)).toBeLessThan(gradientTolerance);
    expect(worstParameter(small, seen.weights, oracle.weights).error).toBeLessThan(
      gradientTolerance,
    );
  });

  it('goes on bit for bit from a state taken out and put back', async () => {
    const { engine } = await started(smallNetwork);
    const batches = [0, 1, 2, 3].map((number) => noise(smallNetwork, 5, number));
    for (const batch of batches.slice(0, 2)) await engine.step(batch, { learningRate });
    const halfway = await engine.state();
    const go = async (from: EngineState) => {
      await engine.restore(from, seed);
      for (const batch of batches.slice(2)) await engine.step(batch, { learningRate });
      return engine.state();
    };
    const straight = await go(halfway);
    expect(await go(structuredClone(halfway))).toEqual(straight);
    expect(straight.step).toBe(4);
  });

  it('hands out copies: changing a state afterwards changes nothing in the run', async () => {
    const { engine } = await started(smallNetwork);
    const before = await engine.state();
    const copy = structuredClone(before);
    await engine.restore(before, seed);
    for (const values of [before.weights, before.firstMoment, before.secondMoment]) values.fill(9);
    const seen = await engine.state();
    expect(seen).toEqual(copy);
    seen.weights.fill(9);
    expect(await engine.state()).toEqual(copy);
  });

  it('draws another mask each step: the same batch with a learning rate of 0 gives another loss', async () => {
    const { engine } = await started(smallNetwork);
    const batch = noise(smallNetwork, 8, 1);
    const losses = [
      await engine.step(batch, { learningRate: 0 }),
      await engine.step(batch, { learningRate: 0 }),
    ].map(({ loss }) => loss);
    expect(losses[0]).not.toBe(losses[1]);
    const still = [
      await engine.step(batch, { learningRate: 0, dropout: false }),
      await engine.step(batch, { learningRate: 0, dropout: false }),
    ].map(({ loss }) => loss);
    expect(still[0]).toBe(still[1]);
  });

  it('leaves no tensor behind in 200 steps, evaluations and looks', async () => {
    const { engine } = await started(smallNetwork);
    const batch = noise(smallNetwork, 2, 1);
    const handles = engine.handles();
    for (let step = 0; step < 200; step++) {
      await engine.step(batch, { learningRate });
      expect(engine.handles()).toBe(handles);
    }
    await engine.evaluate(batch);
    await engine.forward(batch.pixels.subarray(0, batch.pixels.length / 2));
    await engine.restore(await engine.state(), seed);
    expect(engine.handles()).toBe(handles);
  });

  it('shows a divergence as a loss that is no number, not as an error', async () => {
    const { engine } = await started(smallNetwork);
    const batch = noise(smallNetwork, 4, 1);
    let loss = 0;
    for (let step = 0; step < 20 && Number.isFinite(loss); step++)
      ({ loss } = await engine.step(batch, { learningRate: 1e30 }));
    expect(Number.isFinite(loss)).toBe(false);
  });
});

describe('evaluation on the cpu backend', () => {
  it('gives the oracle’s loss, accuracy and probabilities, over several chunks and a ragged last one', async () => {
    const { engine, weights } = await started(smallNetwork);
    const pictures = noise(smallNetwork, 130, 2);
    const wanted = evaluate(smallNetwork, small, weights, pictures);
    const seen = await engine.evaluate(pictures);
    expect(Math.abs(seen.loss - wanted.loss)).toBeLessThan(lossTolerance);
    expect(seen.accuracy).toBe(wanted.accuracy);
    expect(relativeError(seen.probabilities, wanted.probabilities)).toBeLessThan(1e-5);
  });

  it('uses the moving statistics as the steps have moved them, and moves them no further', async () => {
    const { engine } = await started(smallNetwork);
    await engine.step(noise(smallNetwork, 6, 3), { learningRate });
    const { weights } = await engine.state();
    const pictures = noise(smallNetwork, 4, 4);
    const wanted = evaluate(smallNetwork, small, weights, pictures);
    const seen = await engine.evaluate(pictures);
    expect(relativeError(seen.probabilities, wanted.probabilities)).toBeLessThan(1e-5);
    expect((await engine.state()).weights).toEqual(weights);
  });

  it('stops between chunks with the signal’s reason', async () => {
    const { engine } = await started(smallNetwork);
    const stop = new AbortController();
    const work = engine.evaluate(noise(smallNetwork, 300, 2), stop.signal);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });

  it('gives every layer’s output for one picture as the oracle has it, each in memory of its own', async () => {
    const { engine, weights } = await started(network);
    const picture = noise(network, 1, 5).pixels;
    const wanted = look(network, layOut(network), weights, picture);
    const seen = await engine.forward(picture);
    expect([...seen.keys()]).toEqual([...wanted.keys()]);
    for (const [id, volume] of wanted) {
      const { data, ...shape } = seen.get(id)!;
      const { data: values, ...size } = volume;
      expect(shape, id).toEqual(size);
      expect(relativeError(data, values), id).toBeLessThan(1e-4);
    }
    const buffers = [...seen.values()].map(({ data }) => data.buffer);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(
      buffers.every((buffer, i) => buffer.byteLength === [...seen.values()][i]!.data.byteLength),
    ).toBe(true);
  });
});

describe('what the engine refuses', () => {
  it('is work before a state was given, and after it was disposed of', async () => {
    engine = await openCpu({ network: smallNetwork });
    const batch = noise(smallNetwork, 1, 1);
    await expect(engine.step(batch, { learningRate })).rejects.toThrow(
      'engine: expected a restored state, got none',
    );
    engine.dispose();
    await expect(engine.state()).rejects.toThrow('engine: expected to be open');
  });

  it('is a state or a batch of another size, naming both sizes', async () => {
    const { engine, weights } = await started(smallNetwork);
    await expect(
      engine.restore(startState(weights.slice(1), small.trainable), seed),
    ).rejects.toThrow(`state: expected ${small.total} values of weights, got ${small.total - 1}`);
    const { pixels } = noise(smallNetwork, 2, 1);
    await expect(
      engine.step({ pixels, labels: new Uint8Array(3) }, { learningRate }),
    ).rejects.toThrow('pictures: expected 648 bytes for a count of 3, got 432');
    await expect(
      engine.evaluate({ pixels: new Uint8Array(), labels: new Uint8Array() }),
    ).rejects.toThrow('pictures: expected at least 1, got 0');
  });
});
