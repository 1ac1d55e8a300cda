import { env } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { oracleState, trainStep } from '../../core/network/oracle.ts';
import { layOut } from '../../core/network/parameters.ts';
import { startState, type TrainingEngine } from '../engine.ts';
import { noise, relativeError } from '../tfjs/comparison.fixture.ts';
import { openCpu } from '../tfjs/cpu.ts';
import { openInNode } from './shard-thread.fixture.ts';
import { smallNetwork } from './small-network.fixture.ts';

// Else the library recommends its native build.
env().set('IS_NODE', false);

const layout = layOut(smallNetwork);
const steps = 50;
const learningRate = 3e-4;
const seed = 3;
const weights = initialWeights(layout, seed);
const batch = noise(smallNetwork, 15, 1);

/** The losses of a run in float64. */
function exactLosses(): Float64Array {
  let state = oracleState(layout, weights);
  return Float64Array.from({ length: steps }, () => {
    const options = { learningRate, seed, dropout: true };
    const step = trainStep(smallNetwork, layout, state, batch, options);
    state = step.state;
    return step.loss;
  });
}

/** The losses of the same run on an engine, which is disposed of. */
async function lossesOf(engine: TrainingEngine): Promise<Float64Array> {
  await engine.restore(startState(weights, layout.trainable), seed);
  const losses = new Float64Array(steps);
  for (let step = 0; step < steps; step++)
    losses[step] = (await engine.step(batch, { learningRate })).loss;
  engine.dispose();
  return losses;
}

const mean = (losses: Float64Array): number =>
  losses.reduce((sum, loss) => sum + loss / losses.length, 0);

describe('fifty steps', () => {
  it('keep as near to float64 as TensorFlow.js does, and learn', async () => {
    const exact = exactLosses();
    expect(mean(exact.subarray(-10))).toBeLessThan(0.6 * mean(exact.subarray(0, 10)));
    const theirs = relativeError(await lossesOf(await openCpu({ network: smallNetwork })), exact);
    for (const parts of [1, 2]) {
      const { engine } = await openInNode(smallNetwork, { parts });
      const losses = await lossesOf(engine);
      const ours = relativeError(losses, exact);
      expect(relativeError(losses.subarray(0, 10), exact.subarray(0, 10))).toBeLessThan(1e-4);

      // Rounding grows from step to step, in whichever engine.
      expect(ours).toBeLessThan(3 * theirs);
    }
  }, 120_000);
});
