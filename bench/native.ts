/** The native contender: PyTorch in a process of its own, on the same batch from the same weights, or the way to get it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initialWeights } from '../src/core/network/initial.ts';
import { layout } from '../src/core/network/layout.ts';
import { network } from '../src/core/network/network.ts';
import { oracleState, trainStep } from '../src/core/network/oracle.ts';
import { recipe } from '../src/core/network/recipe.ts';
import { shapes, volumeOf } from '../src/core/network/shapes.ts';
import type { Batch } from './batch.ts';
import { absentRow, median, rowOf, type Contender, type Row, type StepSize } from './rows.ts';

const folder = fileURLToPath(new URL('../.cache/bench/native', import.meta.url));
const script = fileURLToPath(new URL('native.py', import.meta.url));

/** As many as the kernels' row that it is compared with. */
const threads = 2;
const contender: Contender = {
  engine: 'PyTorch',
  variant: 'native',
  backend: 'cpu',
  workers: threads,
};
const warmingUp = 3;
/** Pictures of the comparison with the oracle, and how far the losses may be apart. */
const checked = 4;
const tolerance = 1e-4;

interface Answer {
  readonly version: string;
  readonly threads: number;
  readonly loss: number;
  /** By order of the tensors in memory: the first step, some uncounted, then the counted ones. */
  readonly seconds: Readonly<Record<string, readonly number[]>>;
}

/** The first Python that has PyTorch: one named by PYTHON, the one on the path, the system's. */
function pythonWithTorch(): string | null {
  const named = [process.env.PYTHON, 'python3', '/usr/bin/python3'];
  const works = (program: string): boolean =>
    spawnSync(program, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0;
  return named.find((program): program is string => Boolean(program && works(program))) ?? null;
}

function writeJob({ pixels, labels }: Batch, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const { adam, hyperparameters } = recipe;
  const along = shapes(network);
  const job = {
    ...network.input,
    layers: network.layers,
    parameters: layout.parameters,
    features: volumeOf(along[along.length - 2]!),
    pictures: labels.length,
    learningRate: hyperparameters.learningRate,
    betas: [adam.beta1, adam.beta2],
    epsilon: adam.epsilon,
    checked,
  };
  writeFileSync(`${folder}/job.json`, JSON.stringify(job));
  writeFileSync(`${folder}/pixels.bin`, pixels);
  writeFileSync(`${folder}/labels.bin`, labels);
  writeFileSync(`${folder}/weights.bin`, initialWeights(layout, seed));
}

/** The oracle's loss of the first pictures, dropout off. */
function oracleLoss({ pixels, labels }: Batch, seed: number): number {
  const few = {
    pixels: pixels.subarray(0, checked * volumeOf(network.input)),
    labels: labels.subarray(0, checked),
  };
  const { learningRate } = recipe.hyperparameters;
  const state = oracleState(layout, initialWeights(layout, seed));
  return trainStep(network, layout, state, few, { learningRate, seed, dropout: false }).loss;
}

/** PyTorch on one batch, a process for each trial. */
export class Native {
  /** Of the oracle, for the comparison. */
  readonly #loss: number;
  readonly #python = pythonWithTorch();
  readonly #answers: Answer[] = [];
  #fault: string | null = null;

  constructor(batch: Batch, seed: number) {
    this.#loss = oracleLoss(batch, seed);
    writeJob(batch, seed);
  }

  /**
   * So many warm steps in each of two orders in memory.
   *
   * @throws where it does not compute this network.
   */
  trial(steps: number): void {
    if (!this.#python || this.#fault !== null) return;
    const args = [script, folder, threads, steps, warmingUp].map(String);
    const { status, stdout, stderr } = spawnSync(this.#python, args, { encoding: 'utf8' });
    if (status !== 0) {
      this.#fault = `failed: ${stderr.trim().split('\n').at(-1) ?? ''}`;
      return;
    }
    const answer = JSON.parse(stdout) as Answer;
    if (!(Math.abs(answer.loss - this.#loss) < tolerance))
      throw new Error(`native: expected the oracle's loss ${this.#loss}, got ${answer.loss}`);
    this.#answers.push(answer);
  }

  /** Of all trials, in the faster order. */
  row(size: StepSize): Row {
    const missing = 'not run: no PyTorch here; apt-get install python3-torch brings it';
    const [one] = this.#answers;
    if (!one || this.#fault !== null) return absentRow(contender, this.#fault ?? missing);
    const orders = Object.keys(one.seconds);
    const found = orders.map((order) => {
      const trials = this.#answers.map(({ seconds }) => seconds[order]!);
      const steps = trials.flatMap((trial) => trial.slice(1 + warmingUp));
      return { order, steps, firstSteps: trials.map((trial) => trial[0]!) };
    });
    const best = found.toSorted((a, b) => median(a.steps) - median(b.steps))[0]!;
    const note = `PyTorch ${one.version}, ${best.order} in memory, the faster of ${orders.join(' and ')}`;
    return rowOf(contender, { ...best, longTasks: null, memoryBytes: null, note }, size, null);
  }
}
