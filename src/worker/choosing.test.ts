import { describe, expect, it } from 'vitest';
import { CountingEngine } from '../engine/counting-engine.fixture.ts';
import type { OpenEngine } from './equipment.ts';
import { begin, go, openHost, pause, type Bench } from './host.fixture.ts';
import type { BackendName, Preference, RaceResult } from './protocol.ts';

const found: RaceResult = { backend: 'webgpu', picturesPerSecond: 900, place: 'here' };

interface Asked {
  readonly preference: Preference;
  readonly known: RaceResult | null;
  readonly avoid: readonly BackendName[];
}

/** A host whose engines are WebGPU and, where that is avoided, WebAssembly; a race that is not known is run. */
function openChoosingHost(): Bench & { readonly asked: Asked[]; loseNow(): void } {
  const asked: Asked[] = [];
  let lose: (reason: string) => void = () => undefined;
  const openEngine: OpenEngine = async (preference, { known, avoid, onLost }) => {
    asked.push({ preference, known, avoid });
    const backend = (['webgpu', 'wasm'] as const).find((one) => !avoid.includes(one));
    if (!backend) throw new Error('none is left');
    lose = onLost;
    const engine = new CountingEngine({ accuracy: (step) => Math.ceil(step / 10) / 50 });
    bench.engines.push(engine);
    const race = known || preference !== 'auto' ? null : found;
    return { engine, backend, reason: `${backend}.`, rejected: [], race };
  };
  const bench = openHost({}, { openEngine, clock: { time: 0 } });
  return { ...bench, asked, loseNow: () => lose('The graphics device was reset.') };
}

describe('the host and the race', () => {
  it('hands down what the page knows, and tells what is to be remembered', async () => {
    const bench = openChoosingHost();
    await begin(bench);
    go(bench, 2, 'step');
    await bench.until(() => bench.modes().length === 3);
    expect(bench.asked).toEqual([{ preference: 'auto', known: null, avoid: [] }]);
    expect(bench.of('engine')[0]!.engine).toMatchObject({ reason: 'webgpu.', race: found });

    const later = openChoosingHost();
    await begin(later, { known: found });
    go(later, 2, 'step');
    await later.until(() => later.modes().length === 3);
    expect(later.asked[0]!.known).toEqual(found);
    expect(later.of('engine')[0]!.engine!.race).toBeNull();
  });

  it('remembers by itself what its race found, for when the reader comes back to automatic', async () => {
    const bench = openChoosingHost();
    await begin(bench);
    for (const [ticket, preference] of (['auto', 'cpu', 'auto'] as const).entries()) {
      bench.host.handle({ type: 'prefer', run: 1, ticket: 2 + ticket, preference });
      go(bench, 2 + ticket, 'step');
      await bench.until(() => bench.modes().length === 3 + 2 * ticket);
    }
    expect(bench.asked.map(({ known }) => known)).toEqual([null, found, found]);
  });

  it('races again at a reader’s word, closing the engine in use, and carries the run over', async () => {
    const bench = openChoosingHost();
    await begin(bench, { known: found, preference: 'webgpu' });
    go(bench, 2, 'finish');
    await bench.until(() => (bench.engines[0]?.steps ?? 0) > 3);
    bench.host.handle({ type: 'race', run: 1, ticket: 2 });
    await bench.until(() => bench.engines.length === 2 && bench.engines[1]!.steps > 6);
    expect(bench.engines[0]!.closed).toBe(true);
    expect(bench.asked[1]).toEqual({ preference: 'auto', known: null, avoid: [] });
    expect(bench.engines[1]!.calls[0]).toBe('restore');
  });

  it('does not open a device a third time that was lost twice within a minute, and goes on by another', async () => {
    const bench = openChoosingHost();
    await begin(bench);
    go(bench, 2, 'finish');
    for (const opened of [1, 2]) {
      await bench.until(
        () => bench.engines.length === opened && bench.engines[opened - 1]!.steps > 1,
      );
      bench.loseNow();
    }
    await bench.until(() => bench.engines.length === 3 && bench.engines[2]!.steps > 3);
    expect(bench.asked.map(({ avoid }) => avoid)).toEqual([[], [], ['webgpu']]);
    const [first, second] = bench.of('problem');
    expect(first!.problem.sentence).toContain('Training goes on by itself');
    expect(second).toMatchObject({ stops: false });
    expect(second!.problem.sentence).toContain('goes on from step 0 on another engine');
    expect(bench.of('engine').at(-1)!.engine!.reason).toBe('wasm.');
  });

  it('stops where every engine was lost twice, and tries them all again when the reader says so', async () => {
    const bench = openChoosingHost();
    await begin(bench);
    go(bench, 2, 'finish');
    for (const opened of [1, 2, 3, 4]) {
      await bench.until(
        () => bench.engines.length === opened && bench.engines[opened - 1]!.steps > 1,
      );
      bench.loseNow();
    }
    await bench.until(() => bench.modes().includes('failed'));
    expect(bench.of('problem').at(-1)!.problem).toMatchObject({ kind: 'engine', remedy: 'retry' });
    go(bench, 3, 'step');
    await bench.until(() => bench.engines.length === 5 && bench.modes().at(-1) === 'idle');
    expect(bench.asked.at(-1)!.avoid).toEqual([]);
  });

  it('calls the race off when the reader pauses, and runs it again at the next Train', async () => {
    const signals: AbortSignal[] = [];
    const openEngine: OpenEngine = (_, { signal }) => {
      signals.push(signal);
      if (signals.length > 1)
        return Promise.resolve({
          engine: new CountingEngine(),
          backend: 'wasm',
          reason: 'It counts.',
          rejected: [],
          race: null,
        });
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    };
    const bench = openHost({}, { openEngine });
    await begin(bench);
    go(bench, 2, 'finish');
    await bench.until(() => bench.of('loading').some(({ what }) => what === 'engine'));
    pause(bench, 3);
    go(bench, 4, 'step');
    await bench.until(() => bench.modes().at(-1) === 'idle' && bench.modes().includes('training'));
    expect(signals.length).toBe(2);
    expect(signals[0]!.aborted).toBe(true);
    expect(bench.of('problem')).toEqual([]);
  });
});
