import { env } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { candidates, openEngine } from './choose.ts';
import {
  startState,
  type BackendName,
  type EngineState,
  type StepResult,
  type TrainingEngine,
} from './engine.ts';
import { Unavailable, type Candidate, type Opening } from './opening.ts';
import { probeBatch, probeLearningRate, probeSeed, probeWeights } from './probe-step.ts';
import { openCpu } from './tfjs/cpu.ts';

// Else the library recommends its native build.
env().set('IS_NODE', false);

/** What a right engine answers to the probe, computed once. */
let right: { readonly result: StepResult; readonly state: EngineState };
beforeAll(async () => {
  const engine = await openCpu({ network });
  await engine.restore(startState(probeWeights(), layout.trainable), probeSeed);
  const result = await engine.step(probeBatch(), { learningRate: probeLearningRate });
  right = { result, state: await engine.state() };
  engine.dispose();
});

/** Backends in the order in which their engines were opened and disposed of. */
let events: string[] = [];
beforeEach(() => {
  events = [];
});

interface Manner {
  /** Of the engine's identity. */
  readonly device?: string;
  readonly software?: boolean;
  /** Called when the probe takes its step. */
  readonly step?: (opening: Opening) => Promise<StepResult> | StepResult;
  /** Called when it is opened. */
  readonly start?: (opening: Opening) => Promise<void> | void;
}

/** A candidate that opens an engine of canned answers. */
function candidate(backend: BackendName, manner: Manner = {}): Candidate {
  const { name, emulated } = candidates.find((known) => known.backend === backend)!;
  const { device = '', software = false } = manner;
  const open = async (opening: Opening): Promise<TrainingEngine> => {
    await manner.start?.(opening);
    if (software && !opening.emulated) throw new Unavailable(`its ${name} is emulated in software`);
    events.push(`${backend} opened`);
    return {
      identity: { id: `canned-${backend}`, name, software, device },
      restore: () => Promise.resolve(),
      state: () => Promise.resolve(right.state),
      step: async () => manner.step?.(opening) ?? right.result,
      evaluate: () => Promise.reject(new Error('not asked for at a trial')),
      forward: () => Promise.reject(new Error('not asked for at a trial')),
      handles: () => 0,
      dispose: () => void events.push(`${backend} disposed of`),
    };
  };
  return { backend, name, emulated, open };
}

const absent = (backend: BackendName, reason: string): Candidate =>
  candidate(backend, { start: () => Promise.reject(new Unavailable(reason)) });

const onLost = (sentence: string): void => void events.push(sentence);

describe('openEngine', () => {
  it('takes the first candidate that passes, and opens no other', async () => {
    const among = [candidate('webgpu'), candidate('webgl'), candidate('cpu')];
    const { engine, reason, rejected } = await openEngine('auto', { onLost, among });
    expect(engine.identity.id).toBe('canned-webgpu');
    expect(reason).toBe('WebGPU, the fastest that this browser offers.');
    expect(rejected).toEqual([]);
    expect(events).toEqual(['webgpu opened']);
  });

  it('says in one sentence why it is not the fastest, and that plain JavaScript is slow', async () => {
    const among = [
      absent('webgpu', 'this browser offers no WebGPU adapter'),
      absent('webgl', 'it is off'),
      candidate('cpu'),
    ];
    const { reason, rejected } = await openEngine('auto', { onLost, among });
    expect(reason).toBe(
      'Plain JavaScript, because this browser offers no WebGPU adapter, and it is off; expect a few pictures a second.',
    );
    expect(rejected).toEqual([
      { backend: 'webgpu', reason: 'this browser offers no WebGPU adapter' },
      { backend: 'webgl', reason: 'it is off' },
    ]);
  });

  it('computes on the processor before it takes emulated graphics, unless a reader asks for those', async () => {
    const among = [
      absent('webgpu', 'this browser offers no WebGPU adapter'),
      candidate('wasm'),
      candidate('webgl', { software: true, device: 'ANGLE (Google, SwiftShader Device)' }),
      candidate('cpu'),
    ];
    const alone = await openEngine('auto', { onLost, among });
    expect(alone.engine.identity.id).toBe('canned-wasm');
    expect(alone.reason).toBe('WebAssembly, because this browser offers no WebGPU adapter.');
    const asked = await openEngine('webgl', { onLost, among });
    expect(asked.reason).toBe(
      'WebGL, as you chose; it runs on software graphics (SwiftShader), so expect a few pictures a second.',
    );
  });

  it('passes emulated WebGPU over unless a reader asks for it', async () => {
    const emulated = candidate('webgpu', { software: true, device: 'google swiftshader' });
    const among = [emulated, candidate('webgl'), candidate('cpu')];
    const alone = await openEngine('auto', { onLost, among });
    expect(alone.engine.identity.id).toBe('canned-webgl');
    expect(alone.reason).toBe('WebGL, because its WebGPU is emulated in software.');
    const asked = await openEngine('webgpu', { onLost, among });
    expect(asked.engine.identity.id).toBe('canned-webgpu');
    expect(asked.reason).toBe(
      'WebGPU, as you chose; it runs on software graphics (swiftshader), so expect a few pictures a second.',
    );
  });

  it('tries a reader’s choice first, then the others in their order', async () => {
    const among = [candidate('webgpu'), absent('webgl', 'it is off'), candidate('cpu')];
    const other = await openEngine('webgl', { onLost, among });
    expect(other.engine.identity.id).toBe('canned-webgpu');
    expect(other.reason).toBe('WebGPU instead of WebGL, because it is off.');
    const chosen = await openEngine('cpu', { onLost, among });
    expect(chosen.reason).toBe('Plain JavaScript, as you chose; expect a few pictures a second.');
  });

  it('does not offer an engine that computes something else, and disposes of it', async () => {
    const wrong = candidate('webgpu', { step: () => ({ ...right.result, loss: 1 }) });
    const among = [wrong, candidate('webgl')];
    const { engine, rejected } = await openEngine('auto', { onLost, among });
    expect(engine.identity.id).toBe('canned-webgl');
    expect(rejected[0]?.reason).toMatch(/^it computes wrongly here \(the loss is off by 3\.7/);
    expect(events).toEqual(['webgpu opened', 'webgpu disposed of', 'webgl opened']);
  });

  it('does not offer an engine that fails in its trial, and keeps the error’s words', async () => {
    const failing = candidate('webgpu', { step: () => Promise.reject(new Error('no pipeline')) });
    const { rejected } = await openEngine('auto', { onLost, among: [failing, candidate('cpu')] });
    expect(rejected).toEqual([{ backend: 'webgpu', reason: 'it failed at a trial (no pipeline)' }]);
    expect(events).toContain('webgpu disposed of');
  });

  it('keeps a loss of the device at a trial to itself, and passes on a later one', async () => {
    let opening: Opening | null = null;
    const fragile = candidate('webgpu', {
      step: (given) => (given.onLost('The device is gone.'), right.result),
    });
    const sound = candidate('webgl', { start: (given) => void (opening = given) });
    const { rejected } = await openEngine('auto', { onLost, among: [fragile, sound] });
    expect(rejected[0]?.reason).toBe('it lost its device at a trial');
    expect(events).not.toContain('The device is gone.');
    opening!.onLost('The other device is gone too.');
    expect(events).toContain('The other device is gone too.');
  });

  it('gives up a candidate that hangs, tells it so, and disposes of it if it ever opens', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let signal: AbortSignal | undefined;
    const late = candidate('webgpu', {
      start: (given) => {
        signal = given.signal;
        return promise;
      },
    });
    const deadline = () => AbortSignal.timeout(20);
    const among = [late, candidate('cpu')];
    const { engine, rejected } = await openEngine('auto', { onLost, among, deadline });
    expect(engine.identity.id).toBe('canned-cpu');
    expect(rejected).toEqual([{ backend: 'webgpu', reason: 'it did not finish a trial in time' }]);
    expect(signal?.aborted).toBe(true);
    resolve(undefined);
    await new Promise((done) => setTimeout(done));
    expect(events).toEqual(['cpu opened', 'webgpu opened', 'webgpu disposed of']);
  });

  it('rejects with what each one failed on where none works', async () => {
    const among = [absent('webgpu', 'there is none'), absent('cpu', 'it computes wrongly here')];
    await expect(openEngine('auto', { onLost, among })).rejects.toThrow(
      'not webgpu, because there is none; not cpu, because it computes wrongly here',
    );
  });

  it('finds the cpu engine where there are no graphics at all, as here', async () => {
    const { engine, reason, rejected } = await openEngine('auto', { onLost });
    expect(engine.identity.id).toBe('tfjs-cpu');
    expect(rejected.map(({ backend }) => backend)).toEqual(['webgpu', 'wasm', 'webgl']);
    // Node fetches no files, so the kernels are out of reach here.
    expect(reason).toBe(
      'Plain JavaScript, because this browser offers no WebGPU, and its WebAssembly could not be loaded (fetch failed), and this browser offers no WebGL away from the page; expect a few pictures a second.',
    );
    engine.dispose();
  });
});
