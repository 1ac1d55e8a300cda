/** The worker of the parity tests: opens the engine as the site does, and does to it what a test asks. */
import * as tf from '@tensorflow/tfjs-core';
import { initialWeights } from '../../../src/core/network/initial.ts';
import { layout } from '../../../src/core/network/layout.ts';
import { view } from '../../../src/core/network/parameters.ts';
import { network } from '../../../src/core/network/network.ts';
import { openEngine } from '../../../src/engine/choose.ts';
import {
  startState,
  type EngineIdentity,
  type EngineState,
  type LabelledPictures,
  type StepResult,
  type TrainingEngine,
} from '../../../src/engine/engine.ts';
import { probe } from '../../../src/engine/probe.ts';
import { noise } from '../../../src/engine/tfjs/comparison.fixture.ts';
import { answerCalls, bytesOf, floatsOf, toBase64 } from '../../../scripts/harness/calls.ts';
import type { Argument, Calls, Pictures } from './calls.ts';

let engine: TrainingEngine | null = null;
let seed = 0;
const losses: string[] = [];

function open(): TrainingEngine {
  if (!engine) throw new Error('harness: expected an open engine, got none');
  return engine;
}

const picturesOf = (pictures: Pictures): LabelledPictures =>
  'seed' in pictures
    ? noise(network, pictures.count, pictures.seed)
    : { pixels: bytesOf(pictures.pixels), labels: bytesOf(pictures.labels) };

async function timed<T>(work: () => Promise<T>): Promise<T & { milliseconds: number }> {
  const from = performance.now();
  const result = await work();
  return { ...result, milliseconds: performance.now() - from };
}

/** What the engine answered to the probe when it was last tried whole. */
let answers: { readonly result: StepResult; readonly state: EngineState } | null = null;

/** The engine as it is, its answers written down. */
function whole(engine: TrainingEngine): TrainingEngine {
  let result: StepResult | null = null;
  return {
    ...canned(engine.identity),
    restore: (state, seed) => engine.restore(state, seed),
    step: async (batch, options) => (result = await engine.step(batch, options)),
    state: async () => {
      const state = await engine.state();
      if (result) answers = { result, state };
      return state;
    },
  };
}

/** The answers written down, with one fault in them. */
function spoilt(identity: EngineIdentity, what: Argument<'probe'>['spoil']): TrainingEngine {
  if (!answers) throw new Error('harness: expected the whole engine to be probed first');
  const { result, state } = answers;
  const firstMoment = state.firstMoment.slice();
  const weights = state.weights.slice();
  // A tenth too much in one layer's gradient; a moving mean that never moved.
  const part = (all: Float32Array, name: string) => view(layout, all, name);
  if (what === 'gradient')
    part(firstMoment, 'conv2b/kernel').forEach((value, i, all) => (all[i] = value * 1.1));
  if (what === 'statistics') part(weights, 'bn3/moving_mean').fill(0);
  const loss = what === 'loss' ? result.loss * 1.001 : result.loss;
  return {
    ...canned(identity),
    state: () => Promise.resolve({ ...state, firstMoment, weights }),
    step: () => Promise.resolve({ ...result, loss }),
  };
}

/** What a probe does not ask for. */
function canned(identity: EngineIdentity): TrainingEngine {
  const refuse = () => Promise.reject(new Error('harness: not asked for at a trial'));
  return {
    identity,
    restore: () => Promise.resolve(),
    step: refuse,
    state: refuse,
    evaluate: refuse,
    forward: refuse,
    handles: () => 0,
    dispose: () => undefined,
  };
}

/** Takes the device of the backend in use away, as a driver does when it is reset. */
function lose(): void {
  const backend = tf.backend() as unknown as {
    readonly device?: GPUDevice;
    readonly gpgpu?: { readonly gl: WebGL2RenderingContext };
  };
  backend.device?.destroy();
  backend.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
}

answerCalls<Calls>({
  open: async (preference) => {
    const onLost = (sentence: string) => losses.push(sentence);
    const opened = await openEngine(preference, { onLost, now: () => performance.now() });
    engine = opened.engine;
    return { identity: engine.identity, reason: opened.reason, rejected: [...opened.rejected] };
  },
  start: async ({ weights, seed: given }) => {
    seed = given;
    const from = weights === null ? initialWeights(layout, seed) : floatsOf(weights);
    await open().restore(startState(from, layout.trainable), seed);
    return null;
  },
  step: ({ pictures, learningRate, dropout }) =>
    timed(() => open().step(picturesOf(pictures), { learningRate, dropout })),
  state: async () => {
    const { weights, firstMoment, secondMoment, step } = await open().state();
    return {
      weights: toBase64(weights),
      firstMoment: toBase64(firstMoment),
      secondMoment: toBase64(secondMoment),
      step,
    };
  },
  resume: async () => {
    await open().restore(await open().state(), seed);
    return null;
  },
  evaluate: async ({ pictures }) => {
    const result = await timed(() => open().evaluate(picturesOf(pictures)));
    return { ...result, probabilities: toBase64(result.probabilities) };
  },
  forward: async ({ pictures }) => {
    const from = performance.now();
    const maps = await open().forward(picturesOf(pictures).pixels);
    const milliseconds = performance.now() - from;
    return {
      milliseconds,
      maps: Object.fromEntries([...maps].map(([id, { data }]) => [id, toBase64(data)])),
    };
  },
  handles: () => open().handles(),
  probe: ({ spoil }) => probe(spoil === 'nothing' ? whole(open()) : spoilt(open().identity, spoil)),
  lose: () => (lose(), null),
  losses: () => losses,
  dispose: () => {
    open().dispose();
    engine = null;
    return null;
  },
});
