import { describe, expect, it } from 'vitest';
import { network } from '../../core/network/network.ts';
import { evaluate, look, oracleState, trainStep } from '../../core/network/oracle.ts';
import { layOut } from '../../core/network/parameters.ts';
import { startState } from '../engine.ts';
import { noise, relativeError } from '../tfjs/comparison.fixture.ts';
import { openInNode, type NodeEngine, type NodeEngineOptions } from './shard-thread.fixture.ts';
import { smallNetwork } from './small-network.fixture.ts';
import {
  gradientTolerance,
  learningRate,
  lossTolerance,
  seed,
  started,
} from './started.fixture.ts';

const small = layOut(smallNetwork);

describe('a run on several shards', () => {
  it.each<NodeEngineOptions>([{ parts: 2 }, { parts: 4 }, { threads: 1 }, { threads: 3 }])(
    'is that on one, ragged batches included: %o',
    async (options) => {
      const one = await started(network);
      const many = await started(network, options);
      for (const [step, count] of [25, 24, 3].entries()) {
        const batch = noise(network, count, step);
        const [a, b] = [
          await one.engine.step(batch, { learningRate }),
          await many.engine.step(batch, { learningRate }),
        ];
        expect(Math.abs(a.loss - b.loss)).toBeLessThan(lossTolerance);
        expect(b.correct).toBe(a.correct);
      }
      const [a, b] = [await one.engine.state(), await many.engine.state()];
      expect(relativeError(b.firstMoment, a.firstMoment)).toBeLessThan(gradientTolerance);
      const pictures = noise(network, 17, 9);
      await many.engine.restore(a, seed);
      expect((await many.engine.evaluate(pictures)).probabilities).toEqual(
        (await one.engine.evaluate(pictures)).probabilities,
      );
    },
  );

  it('gives the same bits each time it is run', async () => {
    const batch = noise(smallNetwork, 20, 1);
    const go = async () => {
      const { engine } = await started(smallNetwork, { threads: 2 });
      for (let step = 0; step < 3; step++) await engine.step(batch, { learningRate });
      return engine.state();
    };
    expect(await go()).toEqual(await go());
  });
});

describe('a run on the kernels', () => {
  it('keeps its moments: three steps with dropout are the oracle’s three', async () => {
    const { engine, weights } = await started(smallNetwork);
    let oracle = oracleState(small, weights);
    for (let step = 0; step < 3; step++) {
      const batch = noise(smallNetwork, 6, step);
      const options = { learningRate, seed, dropout: true };
      const next = trainStep(smallNetwork, small, oracle, batch, options);
      const { loss } = await engine.step(batch, { learningRate });
      expect(Math.abs(loss - next.loss)).toBeLessThan(lossTolerance);
      oracle = next.state;
    }
    const seen = await engine.state();
    expect(relativeError(seen.firstMoment, oracle.firstMoment)).toBeLessThan(gradientTolerance);
    expect(relativeError(seen.secondMoment, oracle.secondMoment)).toBeLessThan(gradientTolerance);
    expect(relativeError(seen.weights, oracle.weights)).toBeLessThan(gradientTolerance);
  });

  it('goes on bit for bit from a state taken out and put back, in another engine too', async () => {
    const { engine } = await started(smallNetwork);
    const batches = [0, 1, 2, 3].map((number) => noise(smallNetwork, 5, number));
    for (const batch of batches.slice(0, 2)) await engine.step(batch, { learningRate });
    const halfway = structuredClone(await engine.state());
    const go = async (on: NodeEngine['engine']) => {
      await on.restore(structuredClone(halfway), seed);
      for (const batch of batches.slice(2)) await on.step(batch, { learningRate });
      return on.state();
    };
    const straight = await go(engine);
    expect(straight.step).toBe(4);
    expect(await go((await started(smallNetwork)).engine)).toEqual(straight);
  });

  it('hands out copies: changing a state afterwards changes nothing in the run', async () => {
    const { engine } = await started(smallNetwork);
    const before = await engine.state();
    const copy = structuredClone(before);
    await engine.restore(before, seed);
    for (const values of [before.weights, before.firstMoment, before.secondMoment]) values.fill(9);
    const seen = await engine.state();
    expect(seen).toEqual(copy);
    seen.weights.fill(9);
    expect(await engine.state()).toEqual(copy);
  });

  it('leaves the caller its pictures, in one thread and in several', async () => {
    const { engine } = await started(smallNetwork, { threads: 1 });
    const batch = noise(smallNetwork, 8, 1);
    const copy = structuredClone(batch);
    await engine.step(batch, { learningRate });
    await engine.evaluate(batch);
    expect(batch).toEqual(copy);
  });

  it('draws another mask each step: the same batch with a learning rate of 0 gives another loss', async () => {
    const { engine } = await started(smallNetwork);
    const batch = noise(smallNetwork, 8, 1);
    const lossOf = async (dropout: boolean) =>
      (await engine.step(batch, { learningRate: 0, dropout })).loss;
    expect(await lossOf(true)).not.toBe(await lossOf(true));
    expect(await lossOf(false)).toBe(await lossOf(false));
  });

  it('takes no more memory in 200 steps, evaluations and looks', async () => {
    const { engine } = await started(smallNetwork, { parts: 2 });
    const batch = noise(smallNetwork, 14, 1);
    await engine.step(batch, { learningRate });
    const handles = engine.handles();
    for (let step = 0; step < 200; step++) {
      await engine.step(batch, { learningRate });
      expect(engine.handles()).toBe(handles);
    }
    await engine.evaluate(batch);
    await engine.forward(batch.pixels.subarray(0, batch.pixels.length / 14));
    await engine.restore(await engine.state(), seed);
    expect(engine.handles()).toBe(handles);
  });

  it('shows a divergence as a loss that is no number, not as an error', async () => {
    const { engine } = await started(smallNetwork);
    const batch = noise(smallNetwork, 4, 1);
    let loss = 0;
    for (let step = 0; step < 20 && Number.isFinite(loss); step++)
      ({ loss } = await engine.step(batch, { learningRate: 1e30 }));
    expect(Number.isFinite(loss)).toBe(false);
  });
});

describe('evaluation on the kernels', () => {
  it('gives the oracle’s loss, accuracy and probabilities, over several chunks and a ragged last one', async () => {
    const { engine, weights } = await started(smallNetwork, { parts: 2 });
    const pictures = noise(smallNetwork, 130, 2);
    const wanted = evaluate(smallNetwork, small, weights, pictures);
    const seen = await engine.evaluate(pictures);
    expect(Math.abs(seen.loss - wanted.loss)).toBeLessThan(lossTolerance);
    expect(seen.accuracy).toBe(wanted.accuracy);
    expect(relativeError(seen.probabilities, wanted.probabilities)).toBeLessThan(1e-5);
  });

  it('uses the moving statistics as the steps have moved them, and moves them no further', async () => {
    const { engine } = await started(smallNetwork);
    await engine.step(noise(smallNetwork, 6, 3), { learningRate });
    const { weights } = await engine.state();
    const pictures = noise(smallNetwork, 4, 4);
    const wanted = evaluate(smallNetwork, small, weights, pictures);
    const seen = await engine.evaluate(pictures);
    expect(relativeError(seen.probabilities, wanted.probabilities)).toBeLessThan(1e-5);
    expect((await engine.state()).weights).toEqual(weights);
  });

  it('stops between chunks with the signal’s reason', async () => {
    const { engine } = await started(smallNetwork);
    const stop = new AbortController();
    const work = engine.evaluate(noise(smallNetwork, 300, 2), stop.signal);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });

  it('gives every layer’s output for one picture as the oracle has it, each in memory of its own', async () => {
    const { engine, weights } = await started(network);
    await engine.step(noise(network, 9, 8), { learningRate: 0 });
    const moved = (await engine.state()).weights;
    expect(moved).not.toEqual(weights);
    const picture = noise(network, 1, 5).pixels;
    const wanted = look(network, layOut(network), moved, picture);
    const seen = await engine.forward(picture);
    expect([...seen.keys()]).toEqual([...wanted.keys()]);
    for (const [id, volume] of wanted) {
      const { data, ...shape } = seen.get(id)!;
      const { data: values, ...size } = volume;
      expect(shape, id).toEqual(size);
      expect(relativeError(data, values), id).toBeLessThan(1e-5);
    }
    const volumes = [...seen.values()];
    expect(new Set(volumes.map(({ data }) => data.buffer)).size).toBe(volumes.length);
    for (const { data } of volumes) expect(data.buffer.byteLength).toBe(data.byteLength);
  });
});

describe('what the engine refuses', () => {
  it('is work before a state was given, and after it was disposed of', async () => {
    const opened = await openInNode(smallNetwork);
    const batch = noise(smallNetwork, 1, 1);
    await expect(opened.engine.step(batch, { learningRate })).rejects.toThrow(
      'engine: expected a restored state, got none',
    );
    opened.engine.dispose();
    opened.engine.dispose();
    await expect(opened.engine.state()).rejects.toThrow('engine: expected to be open');
  });

  it('is a state or a batch of another size, naming both sizes', async () => {
    const { engine, weights } = await started(smallNetwork);
    await expect(
      engine.restore(startState(weights.slice(1), small.trainable), seed),
    ).rejects.toThrow(`state: expected ${small.total} values of weights, got ${small.total - 1}`);
    const { pixels } = noise(smallNetwork, 2, 1);
    await expect(
      engine.step({ pixels, labels: new Uint8Array(3) }, { learningRate }),
    ).rejects.toThrow('pictures: expected 1404 bytes for a count of 3, got 936');
    await expect(
      engine.evaluate({ pixels: new Uint8Array(), labels: new Uint8Array() }),
    ).rejects.toThrow('pictures: expected at least 1, got 0');
  });
});
