import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adam } from '../../core/math/adam.ts';
import { goldenStep, goldenTitle, hasGoldenStep } from '../../core/network/golden-step.fixture.ts';
import { dropoutMask, initialWeights } from '../../core/network/initial.ts';
import { network } from '../../core/network/network.ts';
import { oracleState, trainStep } from '../../core/network/oracle.ts';
import { layOut } from '../../core/network/parameters.ts';
import { recipe } from '../../core/network/recipe.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import type { Network } from '../../core/network/spec.ts';
import type { EngineState, LabelledPictures } from '../engine.ts';
import { probe } from '../probe.ts';
import { gradientOf, noise, relativeError, worstParameter } from '../tfjs/comparison.fixture.ts';
import { decidedGradient } from './decisions.fixture.ts';
import type { Build } from './kernels.ts';
import { smallNetwork } from './small-network.fixture.ts';
import {
  gradientTolerance,
  learningRate,
  lossTolerance,
  seed,
  started,
} from './started.fixture.ts';

const builds: readonly Build[] = ['relaxed', 'simd'];

/** One step on engine and oracle, compared: loss, answers, gradient of every parameter, weights and moving statistics. */
async function compareStep(
  spec: Network,
  batch: LabelledPictures,
  dropout: boolean,
  build: Build = 'relaxed',
  before = initialWeights(layOut(spec), seed),
): Promise<{ readonly after: EngineState; readonly different: number }> {
  const layout = layOut(spec);
  const { engine, own, weights } = await started(spec, { build }, before);
  const options = { learningRate, seed, dropout };
  const oracle = trainStep(spec, layout, oracleState(layout, weights), batch, options);
  const { loss, correct } = await engine.step(batch, { learningRate, dropout });
  expect(Math.abs(loss - oracle.loss)).toBeLessThan(lossTolerance);
  expect(correct).toBe(oracle.correct);
  const after = await engine.state();
  expect(after.step).toBe(1);
  const { gradient, different } = decidedGradient(own, weights, batch, oracle.pass);
  const worst = worstParameter(layout, gradientOf(after), gradient);
  expect(worst.error, worst.name).toBeLessThan(gradientTolerance);
  if (different === 0) expect(relativeError(gradient, oracle.gradient)).toBe(0);
  expectAdam(layout.trainable, weights, after);
  const moving = [after.weights, oracle.state.weights].map((all) => all.subarray(layout.trainable));
  expect(relativeError(moving[0]!, moving[1]!)).toBeLessThan(1e-6);
  return { after, different };
}

/** The first step's weights and second moment follow from its own gradient by Adam in float64. */
function expectAdam(trainable: number, before: Float32Array, after: EngineState): void {
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

describe.each(builds)('one step on the %s kernels', (build) => {
  it.each([true, false])(
    'of the article’s network is the oracle’s (dropout %s)',
    async (dropout) => {
      const { different } = await compareStep(network, noise(network, 7, seed), dropout, build);
      expect(different).toBeLessThan(10);
    },
  );

  it('passes the probe', async () => {
    const { engine } = await started(network, { build });
    expect(await probe(engine)).toEqual({ ok: true });
  });

  it.skipIf(!hasGoldenStep)(
    goldenTitle('of the article’s network is the golden step’s'),
    async () => {
      const golden = goldenStep()!;
      const { after, different } = await compareStep(
        network,
        golden.batch,
        false,
        build,
        golden.before,
      );
      // The oracle's gradient is the golden one (its own tests); of 1.3 million windows a few are won by rounding alone.
      expect(different).toBeLessThan(10);
      expect(relativeError(gradientOf(after), golden.gradient)).toBeLessThan(1e-3);
      const { trainable } = layOut(network);
      const [ours, theirs] = [after.weights, golden.after].map((all) => all.subarray(0, trainable));
      // A first step of Adam is as long for a gradient that is all rounding as for any other.
      expect(relativeError(ours!, theirs!)).toBeLessThan(1e-4);
    },
    180_000,
  );
});

describe('one step of a small network', () => {
  it('is the oracle’s for any batch size, with and without dropout', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 128 }),
        fc.boolean(),
        fc.constantFrom(...builds),
        async (count, dropout, build) => {
          await compareStep(smallNetwork, noise(smallNetwork, count, count), dropout, build);
        },
      ),
      {
        numRuns: 15,
        examples: [
          [1, true, 'relaxed'],
          [6, true, 'simd'],
          // The second block's 5 x 5 cells: the last batch whose kernel gradient is made tap by tap, and the first made by tiles.
          [20, false, 'relaxed'],
          [21, false, 'simd'],
          [128, true, 'relaxed'],
        ],
      },
    );
  });
});

describe('the masks of dropout', () => {
  it('are the oracle’s bit for bit, from any picture of the batch on', async () => {
    const { own } = await started(smallNetwork);
    const { plan } = own.space;
    for (const [first, step] of [
      [0, 0],
      [5, 3],
      [17, 1_000_000],
    ] as const)
      plan.blocks.forEach((block, index) => {
        own.space.mask(index, 6, { seed: 123, step, first });
        const values = volumeOf(block.pooled);
        const wanted = dropoutMask(
          6 * values,
          block.rate,
          123,
          block.ordinal,
          step,
          first * values,
        );
        expect(own.space.octets(own.space.room.blocks[index]!.mask, 6 * values)).toEqual(wanted);
      });
  });
});
