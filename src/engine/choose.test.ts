import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, rightAnswer, type Right } from './canned-candidate.fixture.ts';
import { openEngine, type OpenOptions } from './choose.ts';
import type { Candidate, Opening } from './opening.ts';

let right: Right;
let bench: Bench;
beforeAll(async () => {
  right = await rightAnswer();
});
beforeEach(() => {
  bench = new Bench(right);
});

const open = (
  preference: Parameters<typeof openEngine>[0],
  among: readonly Candidate[],
  options: Partial<OpenOptions> = {},
) => openEngine(preference, { now: bench.now, onLost: bench.onLost, among, ...options });

const timed = (): string[] => bench.events.filter((event) => event.endsWith('timed'));

describe('the engine of a run', () => {
  it('is the winner of a race, and the reason gives the figures', async () => {
    const among = [
      bench.candidate('wasm', { paces: [123] }),
      bench.candidate('webgl', { paces: [604] }),
      bench.candidate('webgpu', { paces: [200] }),
      bench.candidate('cpu'),
    ];
    const { backend, reason, rejected } = await open('auto', among);
    expect(backend).toBe('wasm');
    expect(reason).toBe(
      'The fastest in the trial: 1,040 pictures a second, WebGPU 640, WebGL 212.',
    );
    expect(rejected).toEqual([
      { backend: 'webgpu', reason: 'it took 640 pictures a second in the trial' },
      { backend: 'webgl', reason: 'it took 212 pictures a second in the trial' },
      { backend: 'cpu', reason: expect.stringContaining('takes longer than a whole race') },
    ]);
    expect(bench.events).not.toContain('cpu opened');
    expect([...bench.open]).toEqual(['wasm']);
  });

  it('is never emulated graphics, however fast they look, unless a reader asks for those', async () => {
    const among = [
      bench.candidate('wasm', { paces: [128] }),
      bench.candidate('webgl', {
        paces: [1],
        software: true,
        device: 'ANGLE (Google, SwiftShader Device)',
      }),
      bench.candidate('webgpu', { paces: [1], software: true, device: 'google swiftshader' }),
      bench.candidate('cpu'),
    ];
    const alone = await open('auto', among);
    expect(alone.backend).toBe('wasm');
    expect(alone.reason).toBe(
      'The only one in the trial, with 1,000 pictures a second, because this browser emulates WebGL in software, and this browser emulates WebGPU in software.',
    );
    expect(timed().every((event) => event === 'wasm timed')).toBe(true);
    alone.engine.dispose();
    const asked = await open('webgl', among);
    expect(asked.backend).toBe('webgl');
    expect(asked.reason).toBe(
      'WebGL, as you chose; it runs on software graphics (SwiftShader), so expect a few pictures a second.',
    );
    expect(asked.race).toBeNull();
  });

  it('is plain JavaScript where nothing else is there, and that is not timed', async () => {
    const among = [
      bench.absent('webgpu', 'this browser offers no WebGPU adapter'),
      bench.absent('webgl', 'it is off'),
      bench.candidate('cpu'),
    ];
    const { reason, rejected, race } = await open('auto', among);
    expect(reason).toBe(
      'Plain JavaScript, because this browser offers no WebGPU adapter, and it is off; expect a few pictures a second.',
    );
    expect(rejected).toEqual([
      { backend: 'webgpu', reason: 'this browser offers no WebGPU adapter' },
      { backend: 'webgl', reason: 'it is off' },
    ]);
    expect(race).toBeNull();
    expect(timed()).toEqual([]);
  });

  it('is a reader’s choice if that works, else the winner of the others', async () => {
    const among = [
      bench.candidate('wasm'),
      bench.absent('webgl', 'it is off'),
      bench.candidate('webgpu', { paces: [64] }),
      bench.candidate('cpu'),
    ];
    const other = await open('webgl', among);
    expect(other.backend).toBe('webgpu');
    expect(other.reason).toBe(
      'WebGPU instead of WebGL, because it is off: 2,000 pictures a second, WebAssembly 1,280 in the trial.',
    );
    expect(other.race).toBeNull();
    const chosen = await open('cpu', among);
    expect(chosen.reason).toBe('Plain JavaScript, as you chose; expect a few pictures a second.');
  });

  it('is not one that computes something else, that fails, or that loses its device at a trial', async () => {
    const wrong = bench.candidate('wasm', { step: () => ({ ...right.result, loss: 1 }) });
    const failing = bench.candidate('webgl', {
      step: () => Promise.reject(new Error('no pipeline')),
    });
    const fragile = bench.candidate('webgpu', {
      step: ({ onLost }) => onLost('The device is gone.'),
    });
    const { backend, rejected } = await open('auto', [
      wrong,
      failing,
      fragile,
      bench.candidate('cpu'),
    ]);
    expect(backend).toBe('cpu');
    expect(rejected).toEqual([
      {
        backend: 'wasm',
        reason: expect.stringMatching(/^it computes wrongly here \(the loss is off by 3\.7/),
      },
      { backend: 'webgl', reason: 'it failed at a trial (no pipeline)' },
      { backend: 'webgpu', reason: 'it lost its device at a trial' },
    ]);
    expect([...bench.open]).toEqual(['cpu']);
    expect(bench.events).not.toContain('The device is gone.');
  });

  it('tells a later loss of its device', async () => {
    let opening: Opening | null = null;
    await open('webgl', [bench.candidate('webgl', { start: (given) => void (opening = given) })]);
    opening!.onLost('The device is gone.');
    expect(bench.events).toContain('The device is gone.');
  });

  it('is not one that hangs: it is told so, and disposed of if it ever opens', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let signal: AbortSignal | undefined;
    const late = bench.candidate('webgpu', {
      start: (given) => {
        signal = given.signal;
        return promise;
      },
    });
    const deadline = () => AbortSignal.timeout(20);
    const { backend, rejected } = await open('auto', [late, bench.candidate('cpu')], { deadline });
    expect(backend).toBe('cpu');
    expect(rejected).toEqual([{ backend: 'webgpu', reason: 'it did not finish a trial in time' }]);
    expect(signal?.aborted).toBe(true);
    resolve(undefined);
    await new Promise((done) => setTimeout(done));
    expect(bench.events).toEqual(['cpu opened', 'webgpu opened', 'webgpu disposed of']);
  });

  it('cannot be had where none works: the error lists what each one failed on', async () => {
    const among = [bench.absent('webgpu', 'there is none'), bench.absent('cpu', 'it is broken')];
    await expect(open('auto', among)).rejects.toThrow(
      'not WebGPU, because there is none; not Plain JavaScript, because it is broken',
    );
  });

  it('is not wanted any more where the signal is aborted: nothing stays open, whoever was chosen', async () => {
    for (const preference of ['auto', 'webgl', 'cpu'] as const) {
      const controller = new AbortController();
      const stop = (): void => controller.abort(new Error('paused'));
      const among = [
        bench.candidate('webgl', { step: stop }),
        bench.candidate('cpu', { step: stop }),
      ];
      const { signal } = controller;
      await expect(open(preference, among, { signal })).rejects.toThrow('paused');
      await new Promise((done) => setTimeout(done));
      expect([...bench.open]).toEqual([]);
    }
  });

  it('is plain JavaScript where there are no graphics and no files at all, as here', async () => {
    const now = () => 0;
    const { engine, reason, rejected } = await openEngine('auto', { onLost: bench.onLost, now });
    expect(engine.identity.id).toBe('tfjs-cpu');
    expect(rejected.map(({ backend }) => backend)).toEqual(['wasm', 'webgl', 'webgpu']);
    // Node fetches no files, so the kernels are out of reach here.
    expect(reason).toBe(
      'Plain JavaScript, because its WebAssembly could not be loaded (fetch failed), and this browser offers no WebGL away from the page, and this browser offers no WebGPU; expect a few pictures a second.',
    );
    engine.dispose();
  });
});
