/**
 * `node bench/experiments/winograd.ts [--steps N] [--errors]`: what Winograd's tiles bring to the engine's training step, layer by layer,
 * on one core, against the same convolutions tap by tap; with --errors also how far each way is from float64.
 */
import { parseArgs } from 'node:util';
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { oracleState, trainStep } from '../../src/core/network/oracle.ts';
import { startState, type LabelledPictures } from '../../src/engine/engine.ts';
import {
  gradientOf,
  relativeError,
  worstParameter,
} from '../../src/engine/tfjs/comparison.fixture.ts';
import { decidedGradient } from '../../src/engine/wasm/decisions.fixture.ts';
import { openInNode, type NodeEngine } from '../../src/engine/wasm/shard-thread.fixture.ts';
import { batchOf } from '../batch.ts';
import { BothWays, type Times } from './both-ways.ts';
import { leastOf, meanOf, medianOf, timedStep, type Timing } from './timing.ts';

const seed = 7;
const learningRate = 1e-3;
const size = 128;
/** Steps that are taken and not counted: code is compiled in them. */
const warm = 3;

const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);

const { values } = parseArgs({
  options: { steps: { type: 'string', default: '20' }, errors: { type: 'boolean' } },
});
const steps = Number(values.steps);
if (!Number.isInteger(steps) || steps < 1)
  throw new Error(`experiment: expected --steps to be a whole number from 1, got ${values.steps}`);

/** Batches of the training set, one after another. */
const all = batchOf(8 * size);
function batchAt(index: number): LabelledPictures {
  const first = (index % 8) * size;
  const bytes = all.pixels.length / all.labels.length;
  return {
    labels: all.labels.slice(first, first + size),
    pixels: all.pixels.slice(first * bytes, (first + size) * bytes),
  };
}

/** What is told of many timings, by its name. */
const measures = { least: leastOf, median: medianOf, thread: meanOf } as const;
const cell = (number: (of: (typeof measures)['least']) => number): string =>
  Object.values(measures)
    .map((of) => number(of).toFixed(2))
    .join(' / ');

/** The table by layer. */
function printLayers(times: ReadonlyMap<string, Times>): void {
  row('pass', 'direct, ms', 'Winograd, ms', 'times as fast');
  row('---', '---:', '---:', '---:');
  for (const [name, { direct, winograd }] of times)
    row(
      name,
      cell((of) => of(direct)),
      cell((of) => of(winograd)),
      cell((of) => of(direct) / of(winograd)),
    );
  console.log(
    '\nleast by the wall / median by the wall / mean of the middle half of the thread’s own time\n',
  );
}

/** What the steps took by tiles, and would have taken without. */
function printSteps(whole: readonly Timing[], times: ReadonlyMap<string, Times>): void {
  row('whole step on one core', 'direct, ms', 'Winograd, ms', 'pictures a second', 'gain');
  row('---', '---:', '---:', '---:', '---:');
  for (const [name, of] of Object.entries(measures)) {
    const now = of(whole);
    const before = [...times.values()].reduce(
      (sum, { direct, winograd }) => sum + of(direct) - of(winograd),
      now,
    );
    const rate = (time: number) => Math.round((1000 * size) / time);
    const gain = `${(100 * (before / now - 1)).toFixed(0)} %`;
    row(name, before.toFixed(1), now.toFixed(1), `${rate(before)} to ${rate(now)}`, gain);
  }
}

async function measure({ engine }: NodeEngine, ways: BothWays): Promise<void> {
  const whole: Timing[] = [];
  for (let step = 0; step < warm + steps; step++) {
    if (step === warm) {
      ways.times.clear();
      whole.length = 0;
    }
    // A step that is only timed as a whole, then one whose convolutions are done both ways.
    ways.way = 'engine';
    whole.push(await timedStep(() => engine.step(batchAt(2 * step), { learningRate })));
    ways.way = 'both';
    await engine.step(batchAt(2 * step + 1), { learningRate });
  }
  printLayers(ways.times);
  printSteps(whole, ways.times);
}

/** The gradient of one step both ways against float64, before training and after the measured steps. */
async function compare({ engine, own }: NodeEngine, ways: BothWays): Promise<void> {
  const trained = (await engine.state()).weights.slice();
  console.log();
  row(
    'weights',
    'way',
    'loss',
    'gradient, relative L2',
    'worst parameter',
    'decisions that differ',
  );
  row('---', '---', '---:', '---:', '---', '---:');
  for (const [name, weights] of [
    ['initial', initialWeights(layout, seed)],
    ['trained', trained],
  ] as const) {
    const batch = batchAt(2);
    const options = { learningRate, seed, dropout: true };
    const oracle = trainStep(network, layout, oracleState(layout, weights), batch, options);
    for (const way of ['direct', 'engine'] as const) {
      await engine.restore(startState(weights, layout.trainable), seed);
      ways.way = way;
      const { loss } = await engine.step(batch, { learningRate });
      const seen = gradientOf(await engine.state());
      const { gradient, different } = decidedGradient(own, weights, batch, oracle.pass);
      const worst = worstParameter(layout, seen, gradient);
      row(
        name,
        way === 'direct' ? 'direct' : 'Winograd',
        Math.abs(loss - oracle.loss).toExponential(1),
        relativeError(seen, gradient).toExponential(1),
        `${worst.name} ${worst.error.toExponential(1)}`,
        String(different),
      );
    }
  }
}

console.log(
  `batches of ${size} of ${all.name}, ${steps} steps, relaxed build, Node ${process.version}\n`,
);
const opened = await openInNode(network);
const ways = await BothWays.between(opened.own);
await opened.engine.restore(startState(initialWeights(layout, seed), layout.trainable), seed);
await measure(opened, ways);
if (values.errors) await compare(opened, ways);
opened.engine.dispose();
