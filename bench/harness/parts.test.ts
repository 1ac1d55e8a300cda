import { describe, expect, it } from 'vitest';
import { network } from '../../src/core/network/network.ts';
import { Part } from '../../src/engine/wasm/part.ts';
import { planOf } from '../../src/engine/wasm/plan.ts';
import { readKernels } from '../../src/engine/wasm/shard-thread.fixture.ts';
import { noise } from '../../src/engine/tfjs/comparison.fixture.ts';
import { kernelTable } from '../kernel-table.ts';
import { passesOf } from '../operations.ts';
import { engineWith, optimiserStep, timedStep, watchJobs, watchKernels } from './parts.ts';
import type { Interval } from './intervals.ts';

const module = readKernels('relaxed');
const pictures = noise(network, 6, 1);

describe('the engine under watch', () => {
  it('runs kernels that all have a place in the table, and every pass has its kernel', async () => {
    const part = new Part(module, planOf(network));
    const engine = await engineWith(module, part, []);
    const kernels: Record<string, number> = {};
    watchKernels(part, (kernel, block, milliseconds) => {
      const name = `${kernel} ${block}`;
      kernels[name] = (kernels[name] ?? 0) + milliseconds / 1000;
    });
    const { from, until } = await timedStep(engine, pictures);
    const optimiser = optimiserStep(module, 1)() / 1000;
    const times = { kernels, optimiser, step: (until - from) / 1000 };
    const { passes, rest } = kernelTable(passesOf(network), times, 6);
    for (const { layer, pass, seconds } of passes)
      expect(seconds, `${layer} ${pass}`).toBeGreaterThan(0);
    expect(rest.map(({ what }) => what)).toContain('dropout masks');
    engine.dispose();
  });

  it('takes the same step as when nobody watches', async () => {
    const states = await Promise.all(
      [false, true].map(async (watched) => {
        const part = new Part(module, planOf(network));
        if (watched) watchKernels(part, () => undefined);
        if (watched) watchJobs(part, () => undefined);
        const engine = await engineWith(module, part, []);
        await timedStep(engine, pictures);
        const { weights } = await engine.state();
        engine.dispose();
        return weights;
      }),
    );
    expect(states[1]).toEqual(states[0]);
  });

  it('tells of each job of a step, one after the other', async () => {
    const part = new Part(module, planOf(network));
    const jobs: Interval[] = [];
    watchJobs(part, (worked) => jobs.push(worked));
    const engine = await engineWith(module, part, []);
    const step = await timedStep(engine, pictures);
    // Weights, the beginning, each block forward and back, the gradient.
    expect(jobs).toHaveLength(3 + 2 * planOf(network).blocks.length);
    const marks = [step.from, ...jobs.flatMap(({ from, until }) => [from, until]), step.until];
    expect(marks).toEqual(marks.toSorted((a, b) => a - b));
    engine.dispose();
  });
});
