/**
 * The engine as the site runs it, in a worker of a real browser, on the backend that the project is named after (`webgl` or
 * `webgpu`), against the float64 oracle computed here. Small batches: the graphics of test machines are software.
 */
import { expect, test, type Browser, type Page } from '@playwright/test';
import {
  hasGoldenStep,
  goldenTitle,
  portableGoldenStep,
} from '../../src/core/network/golden-step.fixture.ts';
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { evaluate, look, oracleState, trainStep } from '../../src/core/network/oracle.ts';
import {
  gradientOf,
  gradientTolerance,
  lossTolerance,
  noise,
  relativeError,
  worstParameter,
} from '../../src/engine/tfjs/comparison.fixture.ts';
import { floatsOf } from '../../scripts/harness/calls.ts';
import { harnessSite, type HarnessSite } from '../../scripts/harness/site.ts';
import type { Answer, Argument, Method } from './harness/calls.ts';
import type { ParityCall } from './harness/page.ts';

const seed = 11;
const learningRate = 1e-3;
const weights = initialWeights(layout, seed);

let site: HarnessSite;
let page: Page;
/** Everything above a note that the browser said, the worker's console included. */
const said: string[] = [];

function backendOf(project: string): 'webgl' | 'webgpu' {
  if (project === 'webgl' || project === 'webgpu') return project;
  throw new Error(`parity: expected the project "webgl" or "webgpu", got "${project}"`);
}

async function harness(browser: Browser): Promise<Page> {
  const opened = await browser.newPage();
  opened.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  opened.on('pageerror', (error) => said.push(error.message));
  await opened.goto(site.address);
  return opened;
}

function call<M extends Method>(method: M, argument: Argument<M>, on = page): Promise<Answer<M>> {
  return on.evaluate(
    ([name, given]) => (globalThis as unknown as { parity: ParityCall }).parity(name, given),
    [method, argument] as const,
  ) as Promise<Answer<M>>;
}

async function stateOf(): Promise<{
  weights: Float32Array;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
  step: number;
}> {
  const { step, ...texts } = await call('state', null);
  return {
    weights: floatsOf(texts.weights),
    firstMoment: floatsOf(texts.firstMoment),
    secondMoment: floatsOf(texts.secondMoment),
    step,
  };
}

test.beforeAll(async ({ browser }, info) => {
  test.setTimeout(300_000);
  const backend = backendOf(info.project.name);
  site = await harnessSite(new URL('harness/', import.meta.url), `parity-${backend}`);
  page = await harness(browser);
  const { identity, reason, rejected } = await call('open', backend);
  // Whatever a machine has to offer, nothing here is proved about another backend.
  expect(identity.id).toBe(`tfjs-${backend}`);
  expect(rejected).toEqual([]);
  expect(reason).toContain(', as you chose');
  expect(identity.software).toBe(/swiftshader|llvmpipe/i.test(identity.device));
  info.annotations.push({ type: 'device', description: identity.device });
});

test.afterAll(async () => {
  await page?.close();
  await site?.close();
});

test('the probe lets the engine pass, and finds a fault in its loss, a gradient or a statistic', async () => {
  expect(await call('probe', { spoil: 'nothing' })).toEqual({ ok: true });
  const faults = [
    ['loss', 'the loss is off by'],
    ['gradient', 'the gradient of conv2b/kernel is off by'],
    ['statistics', 'bn3/moving_mean is off by'],
  ] as const;
  for (const [spoil, reason] of faults)
    expect(await call('probe', { spoil })).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
});

test('two steps with dropout, the second of a ragged batch, are the oracle’s', async () => {
  await call('start', { weights: null, seed });
  let oracle = oracleState(layout, weights);
  for (const count of [3, 2]) {
    const next = trainStep(network, layout, oracle, noise(network, count, count), {
      learningRate,
      seed,
      dropout: true,
    });
    const pictures = { count, seed: count };
    const seen = await call('step', { pictures, learningRate, dropout: true });
    test
      .info()
      .annotations.push({ type: `step of ${count}`, description: `${seen.milliseconds} ms` });
    if (count === 3) {
      expect(Math.abs(seen.loss - next.loss)).toBeLessThan(lossTolerance);
      expect(seen.correct).toBe(next.correct);
      const worst = worstParameter(layout, gradientOf(await stateOf()), next.gradient);
      expect(worst.error, worst.name).toBeLessThan(gradientTolerance);
    }
    oracle = next.state;
  }
  const seen = await stateOf();
  expect(seen.step).toBe(2);
  const moving = [seen.weights, oracle.weights].map((all) => all.subarray(layout.trainable));
  expect(relativeError(moving[0]!, moving[1]!)).toBeLessThan(gradientTolerance);
});

test('a step without dropout is the oracle’s', async () => {
  await call('start', { weights: null, seed });
  const oracle = trainStep(network, layout, oracleState(layout, weights), noise(network, 2, 5), {
    learningRate,
    seed,
    dropout: false,
  });
  const pictures = { count: 2, seed: 5 };
  const { loss } = await call('step', { pictures, learningRate, dropout: false });
  expect(Math.abs(loss - oracle.loss)).toBeLessThan(lossTolerance);
  const worst = worstParameter(layout, gradientOf(await stateOf()), oracle.gradient);
  expect(worst.error, worst.name).toBeLessThan(gradientTolerance);
});

test('evaluation and every layer’s maps are the oracle’s', async () => {
  await call('start', { weights: null, seed });
  const wanted = evaluate(network, layout, weights, noise(network, 5, 6));
  const seen = await call('evaluate', { pictures: { count: 5, seed: 6 } });
  expect(Math.abs(seen.loss - wanted.loss)).toBeLessThan(lossTolerance);
  expect(seen.accuracy).toBe(wanted.accuracy);
  expect(relativeError(floatsOf(seen.probabilities), wanted.probabilities)).toBeLessThan(1e-4);
  const { maps } = await call('forward', { pictures: { count: 1, seed: 7 } });
  const volumes = look(network, layout, weights, noise(network, 1, 7).pixels);
  expect(Object.keys(maps)).toEqual([...volumes.keys()]);
  for (const [id, { data }] of volumes)
    expect(relativeError(floatsOf(maps[id]!), data), id).toBeLessThan(gradientTolerance);
});

test('no tensor is left over, and a state put back is the same to the last bit', async () => {
  await call('start', { weights: null, seed });
  const pictures = { count: 1, seed: 8 };
  const handles = await call('handles', null);
  for (let step = 0; step < 4; step++) {
    await call('step', { pictures, learningRate, dropout: true });
    expect(await call('handles', null)).toBe(handles);
  }
  await call('evaluate', { pictures });
  await call('forward', { pictures });
  const before = await call('state', null);
  await call('resume', null);
  expect(await call('state', null)).toEqual(before);
  expect(await call('handles', null)).toBe(handles);
});

test('a device taken away is told of once, ends the work in hand, and another can be had', async ({
  browser,
}, info) => {
  test.setTimeout(300_000);
  const backend = backendOf(info.project.name);
  const other = await harness(browser);
  await call('open', backend, other);
  await call('start', { weights: null, seed }, other);
  const pictures = { count: 8, seed: 9 };
  const work = call('step', { pictures, learningRate, dropout: true }, other);
  const ended = expect(work).rejects.toThrow('The browser reset the graphics device');
  await call('lose', null, other);
  await ended;
  await expect(call('state', null, other)).rejects.toThrow('The browser reset the graphics device');
  expect(await call('losses', null, other)).toEqual([
    expect.stringMatching(/^The browser reset the graphics device that Web(GL|GPU) used\.$/),
  ]);
  await call('dispose', null, other);
  const { identity } = await call('open', backend, other);
  expect(identity.id).toBe(`tfjs-${backend}`);
  expect(await call('losses', null, other)).toHaveLength(1);
  await other.close();
});

test.describe('the golden step', () => {
  test.skip(!hasGoldenStep, '../shared/reference and ../shared/cifar10 are not beside the project');

  test(goldenTitle('of 128 pictures is reproduced'), async () => {
    // Half a minute to a few minutes on software graphics.
    test.setTimeout(900_000);
    const golden = portableGoldenStep()!;
    await call('start', { weights: golden.float32.before, seed });
    const step = await call('step', { pictures: golden.bytes, learningRate, dropout: false });
    const description = `${step.milliseconds} ms`;
    test.info().annotations.push({ type: 'step of 128', description });
    expect(Math.abs(step.loss - golden.loss)).toBeLessThan(lossTolerance);
    const wanted = floatsOf(golden.float32.gradient);
    const worst = worstParameter(layout, gradientOf(await stateOf()), wanted);
    test.info().annotations.push({ type: 'worst gradient', description: JSON.stringify(worst) });
    expect(worst.error, worst.name).toBeLessThan(gradientTolerance);
  });
});

test('the browser had nothing to complain of meanwhile', () => {
  expect(said).toEqual([]);
});
