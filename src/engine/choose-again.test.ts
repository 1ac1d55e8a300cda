import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RaceResult } from '../core/network/run.ts';
import { Bench, rightAnswer, type Right } from './canned-candidate.fixture.ts';
import { openEngine, type OpenOptions } from './choose.ts';
import type { Candidate } from './opening.ts';

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

describe('what a race found', () => {
  const card = { device: 'A card', paces: [64] };
  const field = (manner = card) => [
    bench.candidate('wasm'),
    bench.candidate('webgl', manner),
    bench.candidate('cpu'),
  ];
  const place = 'build 1; a browser; 8 cores';
  const learn = async (): Promise<RaceResult> => {
    const { race, engine } = await open('auto', field(), { place });
    engine.dispose();
    bench = new Bench(right);
    return race!;
  };

  it('names the winner, its pace and the place, graphics included', async () => {
    expect(await learn()).toEqual({
      backend: 'webgl',
      picturesPerSecond: 2000,
      place: 'build 1; a browser; 8 cores; wasm: ; webgl: A card; cpu: ',
    });
  });

  it('spares the next visit the race: the winner is probed and used at once', async () => {
    const known = await learn();
    const { backend, reason, race } = await open('auto', field(), { place, known });
    expect(backend).toBe('webgl');
    expect(reason).toBe(
      'The fastest in an earlier trial on this device, with 2,000 pictures a second.',
    );
    expect(race).toBeNull();
    expect(bench.events).toEqual(['webgl opened']);
  });

  it('does not hold on another build, browser or card, nor for a choice by hand', async () => {
    const known = await learn();
    const elsewhere = await open('auto', field(), { place: 'build 2', known });
    expect(elsewhere.race?.place).toMatch(/^build 2; /);
    expect(timed()).not.toEqual([]);
    const slower = { device: 'Another card', paces: [640] };
    const other = await open('auto', field(slower), { place, known });
    expect(other.backend).toBe('wasm');
    expect(other.race).toMatchObject({ backend: 'wasm', picturesPerSecond: 1280 });
    const chosen = await open('wasm', field(), { place, known });
    expect(chosen.reason).toBe('WebAssembly, as you chose.');
  });

  it('is found anew where the winner of then does not work any more', async () => {
    const known = await learn();
    const wrong = { ...card, step: () => ({ ...right.result, loss: 1 }) };
    const { backend, rejected, race } = await open('auto', field(wrong), { place, known });
    expect(backend).toBe('wasm');
    expect(rejected[0]).toMatchObject({ backend: 'webgl' });
    expect(race).toMatchObject({ backend: 'wasm', place: known.place });
  });

  it('is not sought with a device that was lost twice, and nothing is remembered of that race', async () => {
    const known = await learn();
    const { backend, reason, race } = await open('auto', field(), {
      place,
      known,
      avoid: ['webgl'],
    });
    expect(backend).toBe('wasm');
    expect(reason).toBe(
      'The only one in the trial, with 1,280 pictures a second, because WebGL was lost twice within a minute.',
    );
    expect(race).toBeNull();
    const wanted = await open('webgl', field(), { avoid: ['webgl'] });
    expect(wanted.reason).toBe(
      'WebAssembly instead of WebGL, because WebGL was lost twice within a minute: 1,280 pictures a second in the trial.',
    );
  });

  it('does not fall from a lost engine to one that takes an hour for a minute', async () => {
    const among = [bench.candidate('wasm'), bench.candidate('cpu')];
    await expect(open('auto', among, { avoid: ['wasm'] })).rejects.toThrow(
      'not WebAssembly, because WebAssembly was lost twice within a minute',
    );
    expect(bench.events).toEqual([]);
  });

  it('is not waited for longer than a rival’s limit where graphics do not say their name', async () => {
    const silent = bench.candidate('webgl', card);
    const among = [
      bench.candidate('wasm'),
      { ...silent, device: () => new Promise<string>(() => undefined) },
    ];
    const deadline = (rival: boolean) => AbortSignal.timeout(rival ? 50 : 10_000);
    const { race } = await open('auto', among, { place, deadline });
    expect(race?.place).toContain('webgl: silent');
  });
});
