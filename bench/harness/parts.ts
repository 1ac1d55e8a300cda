/** The engine on WebAssembly taken apart: put together as `openWasm` does it, with watches on its kernels and its threads. */
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { recipe } from '../../src/core/network/recipe.ts';
import { startState, type LabelledPictures } from '../../src/engine/engine.ts';
import type { Answer, Job, Shard } from '../../src/engine/wasm/job.ts';
import type { Kernels } from '../../src/engine/wasm/kernels.ts';
import { loadKernels } from '../../src/engine/wasm/module.ts';
import { Optimiser } from '../../src/engine/wasm/optimiser.ts';
import { Part } from '../../src/engine/wasm/part.ts';
import { planOf } from '../../src/engine/wasm/plan.ts';
import { RemoteShard, type Thread } from '../../src/engine/wasm/remote-shard.ts';
import { WasmEngine } from '../../src/engine/wasm/wasm-engine.ts';
import { commonNow } from './clock.ts';
import { seed } from './engines.ts';
import type { Interval } from './intervals.ts';
import type { TimedReturn } from './timed-shard.worker.ts';

const plan = planOf(network);
const { learningRate } = recipe.hyperparameters;

/** An engine with this part in this thread and these shards beside it, at the start of a run. */
export async function engineWith(
  module: WebAssembly.Module,
  own: Part,
  others: readonly Shard[],
): Promise<WasmEngine> {
  const identity = { id: 'wasm', name: 'WebAssembly', software: false, device: '' };
  const lost = new AbortController().signal;
  const engine = new WasmEngine(plan, { identity, module, own, others, lost });
  await engine.restore(startState(initialWeights(layout, seed), layout.trainable), seed);
  return engine;
}

export const newPart = async (): Promise<{ module: WebAssembly.Module; part: Part }> => {
  const { module } = await loadKernels();
  return { module, part: new Part(module, plan) };
};

/** Tells of every kernel that this part runs: its name, its block (-1 where it works on none), and the milliseconds. */
export function watchKernels(
  part: Part,
  told: (kernel: string, block: number, milliseconds: number) => void,
): void {
  const { space } = part;
  const real = space.kernels;
  const timed = Object.fromEntries(
    (Object.keys(real) as (keyof Kernels)[])
      .filter((name) => typeof real[name] === 'function')
      .map((name) => [
        name,
        (...given: number[]) => {
          const from = performance.now();
          const result = (real[name] as (...given: number[]) => number | undefined)(...given);
          const spent = performance.now() - from;
          const block = space.room.blocks.findIndex(({ record }) => record === given[0]);
          told(name, block, spent);
          return result;
        },
      ]),
  );
  Object.assign(space, { kernels: timed });
}

/** Tells of every job that this part does for a step. */
export function watchJobs(part: Part, told: (worked: Interval) => void): void {
  const run = part.run.bind(part);
  part.run = (job: Job): Answer => {
    const from = commonNow();
    const answer = run(job);
    told({ from, until: commonNow() });
    return answer;
  };
}

/** A shard in a thread that says when it worked. */
export function timedShard(
  module: WebAssembly.Module,
  told: (worked: Interval) => void,
): Promise<RemoteShard> {
  const worker = new Worker(new URL('./timed-shard.worker.ts', import.meta.url), {
    type: 'module',
  });
  const thread: Thread = {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen(returned, failed) {
      worker.onmessage = ({ data }: MessageEvent<TimedReturn>) => {
        told(data.worked);
        returned(data);
      };
      worker.onerror = (event) => failed(event.message);
    },
    end: () => worker.terminate(),
  };
  return RemoteShard.open(thread, module, network, () => undefined);
}

/** Milliseconds of one step of the optimiser on so many threads' gradients. */
export function optimiserStep(module: WebAssembly.Module, threads: number): () => number {
  const optimiser = new Optimiser(module, plan);
  optimiser.restore(startState(initialWeights(layout, seed), layout.trainable));
  const gradients = Array.from({ length: threads }, () =>
    new Float32Array(layout.trainable).fill(1e-3),
  );
  const statistics = plan.blocks.map(({ filters }) => ({
    mean: new Float64Array(filters),
    variance: new Float64Array(filters).fill(1),
  }));
  return () => {
    const from = performance.now();
    optimiser.move(gradients, statistics, learningRate);
    return performance.now() - from;
  };
}

/** One step; from and until. */
export async function timedStep(engine: WasmEngine, pictures: LabelledPictures): Promise<Interval> {
  const from = commonNow();
  await engine.step(pictures, { learningRate });
  return { from, until: commonNow() };
}
