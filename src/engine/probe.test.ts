import { env } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { startState, type EngineState, type StepResult, type TrainingEngine } from './engine.ts';
import { goldenOf } from './probe-golden.fixture.ts';
import { golden } from './probe-golden.ts';
import {
  distance,
  fingerprint,
  probeBatch,
  probeLearningRate,
  probeSeed,
  probeWeights,
} from './probe-step.ts';
import { probe } from './probe.ts';
import { relativeError } from './tfjs/comparison.fixture.ts';
import { openCpu } from './tfjs/cpu.ts';

// Else the library recommends its native build.
env().set('IS_NODE', false);

describe('the stored golden step', () => {
  it('is what the float64 oracle finds', () => {
    expect(goldenOf()).toEqual(golden);
  });

  it('speaks of every parameter, the moving statistics included', () => {
    const names = [...golden.gradient, ...golden.statistics].map(({ name }) => name);
    expect(names).toEqual(layout.parameters.map(({ name }) => name));
  });
});

describe('the distance of two fingerprints', () => {
  it('estimates the relative error: right within a factor of 2, whatever the error’s size', () => {
    const parameter = layout.parameters.find(({ name }) => name === 'conv2a/kernel')!;
    const wanted = Float64Array.from({ length: layout.total }, (_, i) => Math.sin(i * i));
    for (const size of [1e-5, 1e-3, 0.1, 3]) {
      const seen = wanted.map((value, i) => value + size * Math.cos(i * 1.7) * value);
      const part = (all: Float64Array) =>
        all.subarray(parameter.offset, parameter.offset + parameter.length);
      const exact = relativeError(part(seen), part(wanted));
      const [a] = fingerprint([parameter], seen);
      const [b] = fingerprint([parameter], wanted);
      expect(distance(a!, b!) / exact).toBeGreaterThan(0.5);
      expect(distance(a!, b!) / exact).toBeLessThan(2);
    }
  });
});

describe('the probe', () => {
  /** What the cpu backend answers to it. */
  let right: { readonly result: StepResult; readonly state: EngineState };
  beforeAll(async () => {
    const engine = await openCpu({ network });
    await engine.restore(startState(probeWeights(), layout.trainable), probeSeed);
    const result = await engine.step(probeBatch(), { learningRate: probeLearningRate });
    right = { result, state: await engine.state() };
    engine.dispose();
  });

  /** An engine that answers as the cpu backend does, but for one fault. */
  function faulty(fault: {
    result?: (result: StepResult) => StepResult;
    state?: (state: EngineState) => EngineState;
  }): TrainingEngine {
    const refuse = () => Promise.reject(new Error('not asked for at a trial'));
    return {
      identity: { id: 'canned', name: 'Canned', software: false, device: '' },
      restore: () => Promise.resolve(),
      step: async () => fault.result?.(right.result) ?? right.result,
      state: async () => fault.state?.(right.state) ?? right.state,
      evaluate: refuse,
      forward: refuse,
      handles: () => 0,
      dispose: () => undefined,
    };
  }
  const scaled = (values: Float32Array, name: string, factor: number): Float32Array => {
    const { offset, length } = layout.parameters.find((parameter) => parameter.name === name)!;
    return values.map((value, i) => (i >= offset && i < offset + length ? value * factor : value));
  };

  it('lets the cpu backend pass, and its answers when they are played back', async () => {
    const engine = await openCpu({ network });
    expect(await probe(engine)).toEqual({ ok: true });
    engine.dispose();
    expect(await probe(faulty({}))).toEqual({ ok: true });
  });

  it.each([4.67, 1.0986, NaN, Infinity])('rejects a loss of %s', async (loss) => {
    expect(await probe(faulty({ result: (whole) => ({ ...whole, loss }) }))).toEqual({
      ok: false,
      reason: expect.stringContaining('it computes wrongly here (the loss is off by'),
    });
  });

  it.each(layout.parameters.filter(({ trainable }) => trainable).map(({ name }) => name))(
    'rejects a gradient of %s that is half a percent too long',
    async (name) => {
      const state = (whole: EngineState): EngineState => ({
        ...whole,
        firstMoment: scaled(whole.firstMoment, name, 1.005),
      });
      expect(await probe(faulty({ state }))).toEqual({
        ok: false,
        reason: expect.stringContaining(`the gradient of ${name} is off by 0.0`),
      });
    },
  );

  it.each<[string, (state: EngineState) => EngineState]>([
    [
      'the gradient of conv1a/kernel',
      (state) => ({ ...state, firstMoment: state.firstMoment.with(5, NaN) }),
    ],
    [
      'bn2/moving_variance',
      (state) => ({ ...state, weights: scaled(state.weights, 'bn2/moving_variance', 1.01) }),
    ],
    [
      'the step of Adam',
      (state) => ({ ...state, weights: scaled(state.weights, 'conv3b/kernel', 1.001) }),
    ],
  ])('rejects a wrong value, naming where it is: %s', async (what, state) => {
    expect(await probe(faulty({ state }))).toEqual({
      ok: false,
      reason: expect.stringContaining(`it computes wrongly here (${what} is off by`),
    });
  });
});
