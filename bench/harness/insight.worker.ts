/** The worker that shows where a step of the project's kernels goes: kernel by kernel on one thread, and in waiting on two. */
import { answerCalls } from '../../scripts/harness/calls.ts';
import type { LabelledPictures } from '../../src/engine/engine.ts';
import { median } from '../rows.ts';
import type { InsightCalls, KernelTimes, Waits } from './calls.ts';
import { waitsOf, type Interval } from './intervals.ts';
import {
  engineWith,
  newPart,
  optimiserStep,
  timedShard,
  timedStep,
  watchJobs,
  watchKernels,
} from './parts.ts';

/** Steps before those that count. */
const warmingUp = 5;

interface Order {
  readonly steps: number;
  readonly pictures: LabelledPictures;
}

const medianOf = (count: number, measure: () => number): number =>
  median(Array.from({ length: count + warmingUp }, measure).slice(warmingUp));

async function kernelTimes({ steps, pictures }: Order): Promise<KernelTimes> {
  const { module, part } = await newPart();
  const engine = await engineWith(module, part, []);
  const all: { whole: number; kernels: Map<string, number> }[] = [];
  let kernels = new Map<string, number>();
  watchKernels(part, (kernel, block, milliseconds) => {
    const name = `${kernel} ${block}`;
    kernels.set(name, (kernels.get(name) ?? 0) + milliseconds);
  });
  for (let step = 0; step < warmingUp + steps; step++) {
    kernels = new Map();
    const { from, until } = await timedStep(engine, pictures);
    if (step >= warmingUp) all.push({ whole: until - from, kernels });
  }
  const optimiser = medianOf(steps, optimiserStep(module, 1));
  engine.dispose();
  const names = [...new Set(all.flatMap((one) => [...one.kernels.keys()]))];
  const seconds = (name: string): number =>
    median(all.map((one) => one.kernels.get(name) ?? 0)) / 1000;
  return {
    kernels: Object.fromEntries(names.map((name) => [name, seconds(name)])),
    optimiser: optimiser / 1000,
    step: median(all.map(({ whole }) => whole)) / 1000,
  };
}

async function waits({ steps, pictures }: Order): Promise<Waits> {
  const { module, part } = await newPart();
  let own: Interval[] = [];
  let others: Interval[] = [];
  watchJobs(part, (worked) => own.push(worked));
  const shard = await timedShard(module, (worked) => others.push(worked));
  const engine = await engineWith(module, part, [shard]);
  const move = optimiserStep(module, 2);
  const optimiser = medianOf(steps, move);
  const all: Waits[] = [];
  for (let step = 0; step < warmingUp + steps; step++) {
    own = [];
    others = [];
    const whole = await timedStep(engine, pictures);
    if (own.length !== others.length)
      throw new Error(`waits: expected ${own.length} jobs of the other, got ${others.length}`);
    const meetings = own.map((each, index) => ({ own: each, other: others[index]! }));
    if (step >= warmingUp) all.push(waitsOf(whole, meetings, optimiser));
  }
  engine.dispose();
  // The step of middling length stands for all: medians of each share would not add up.
  const middle = all.toSorted((a, b) => a.neither - b.neither)[all.length >> 1];
  if (!middle) throw new Error('waits: expected at least 1 step, got 0');
  return middle;
}

answerCalls<InsightCalls>({ kernels: kernelTimes, waits });
