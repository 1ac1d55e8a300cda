import { describe, expect, it } from 'vitest';
import { network } from '../../core/network/network.ts';
import { layOut } from '../../core/network/parameters.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { startState } from '../engine.ts';
import { noise } from '../tfjs/comparison.fixture.ts';
import { RemoteShard, type Thread } from './remote-shard.ts';
import type { Order, Return } from './shard-service.ts';
import { nodeThread, openInNode, readKernels } from './shard-thread.fixture.ts';
import { smallNetwork } from './small-network.fixture.ts';

const kernels = readKernels('relaxed');

/** A thread whose returns and failures the test makes. */
function puppet() {
  const orders: Order[] = [];
  let ended = 0;
  let returned: (message: Return) => void = () => undefined;
  let failed: (reason: string) => void = () => undefined;
  const thread: Thread = {
    post: (order) => void orders.push(order),
    listen: (onReturn, onFailure) => {
      returned = onReturn;
      failed = onFailure;
    },
    end: () => void ended++,
  };
  return {
    thread,
    orders,
    ended: () => ended,
    answer: (...values: number[]) => returned({ answer: Float64Array.from(values), pages: 3 }),
    fault: (fault: string) => returned({ fault }),
    fail: (reason: string) => failed(reason),
  };
}

async function opened() {
  const strings = puppet();
  const gone: string[] = [];
  const opening = RemoteShard.open(strings.thread, kernels, network, (reason) => gone.push(reason));
  strings.answer();
  return { ...strings, gone, shard: await opening };
}

describe('a shard in another thread', () => {
  it('gives each job the answer that came for it, in their order', async () => {
    const { shard, answer } = await opened();
    const both = Promise.all([shard.run({ type: 'gradient' }), shard.run({ type: 'gradient' })]);
    answer(1);
    answer(2);
    expect((await both).map(([value]) => value)).toEqual([1, 2]);
    expect(shard.pages).toBe(3);
  });

  it('rejects the one job that went wrong, and goes on', async () => {
    const { shard, answer, fault, gone } = await opened();
    const wrong = shard.run({ type: 'gradient' });
    fault('shard: expected a batch under way, got none');
    await expect(wrong).rejects.toThrow('expected a batch under way');
    const right = shard.run({ type: 'gradient' });
    answer(4);
    expect((await right)[0]).toBe(4);
    expect(gone).toEqual([]);
  });

  it('rejects what waits and what comes later when its thread fails, and says so once', async () => {
    const { shard, fail, gone } = await opened();
    const waiting = shard.run({ type: 'gradient' });
    fail('out of memory');
    fail('its thread ended');
    await expect(waiting).rejects.toThrow('shard: out of memory');
    await expect(shard.run({ type: 'gradient' })).rejects.toThrow('shard: out of memory');
    expect(gone).toEqual(['out of memory']);
  });

  it('that cannot be opened is ended and tells nobody: there was no shard yet', async () => {
    const strings = puppet();
    const gone: string[] = [];
    const opening = RemoteShard.open(strings.thread, kernels, network, (reason) =>
      gone.push(reason),
    );
    strings.fail('its thread could not be started');
    await expect(opening).rejects.toThrow('its thread could not be started');
    expect([strings.ended(), gone]).toEqual([1, []]);
  });

  it('refuses a network that the kernels can’t compute, through the thread', async () => {
    const five = { ...network, layers: network.layers.slice(1) };
    await expect(RemoteShard.open(nodeThread(), kernels, five, () => undefined)).rejects.toThrow(
      'expected a layer of kind convolution, got batch-norm',
    );
  });

  it('that dies in the middle of a step fails the step and every later one with the reason', async () => {
    const reasons: string[] = [];
    const layout = layOut(smallNetwork);
    const { engine, threads } = await openInNode(smallNetwork, {
      threads: 1,
      onGone: (reason) => reasons.push(reason),
    });
    await engine.restore(startState(initialWeights(layout, 1), layout.trainable), 1);
    const batch = noise(smallNetwork, 64, 1);
    const step = engine.step(batch, { learningRate: 1e-3 });
    void threads[0]!.worker.terminate();
    await expect(step).rejects.toThrow('its thread ended');
    await expect(engine.step(batch, { learningRate: 1e-3 })).rejects.toThrow('its thread ended');
    expect(reasons).toEqual(['its thread ended']);
    engine.dispose();
  });
});
