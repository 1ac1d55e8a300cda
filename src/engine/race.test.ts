import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench, rightAnswer, type Right } from './canned-candidate.fixture.ts';
import { race, type Outcome } from './race.ts';

let right: Right;
let bench: Bench;
beforeAll(async () => {
  right = await rightAnswer();
});
beforeEach(() => {
  bench = new Bench(right);
});

const said = ({ winner, others, failures }: Outcome) => ({
  winner: winner && [winner.candidate.backend, winner.picturesPerSecond],
  others: others.map(({ candidate, picturesPerSecond }) => [candidate.backend, picturesPerSecond]),
  failures: failures.map(({ candidate, reason }) => [candidate.backend, reason]),
});
const run = (...candidates: ReturnType<Bench['candidate']>[]): Promise<Outcome> =>
  race(candidates, { now: bench.now, onLost: bench.onLost });

describe('the race', () => {
  it('is won by the fastest, and the others are disposed of', async () => {
    const outcome = await run(
      bench.candidate('wasm', { paces: [100] }),
      bench.candidate('webgl', { paces: [400] }),
    );
    expect(said(outcome)).toEqual({
      winner: ['wasm', 1280],
      others: [['webgl', 320]],
      failures: [],
    });
    expect([...bench.open]).toEqual(['wasm']);
    expect(bench.mostOpen).toBe(2);
  });

  it('does not count the first step, which compiles, and of the others takes the fastest', async () => {
    const outcome = await run(
      bench.candidate('wasm', { paces: [128, 128] }),
      bench.candidate('webgpu', { paces: [4000, 90, 64, 80] }),
    );
    expect(said(outcome).winner).toEqual(['webgpu', 2000]);
    expect(bench.events.filter((event) => event === 'webgpu timed')).toHaveLength(4);
  });

  it('takes one timed step of an engine that will not catch up, and few of a slow one without a rival', async () => {
    await run(
      bench.candidate('wasm', { paces: [600] }),
      bench.candidate('webgl', { paces: [1000] }),
    );
    // The first is not timed; two take more than a second.
    expect(bench.events.filter((event) => event === 'wasm timed')).toHaveLength(3);
    expect(bench.events.filter((event) => event === 'webgl timed')).toHaveLength(2);
  });

  it('never has two engines of TensorFlow.js open, and opens the faster one again', async () => {
    const outcome = await run(
      bench.candidate('webgl', { paces: [10] }),
      bench.candidate('webgpu', { paces: [20] }),
    );
    expect(said(outcome)).toMatchObject({ winner: ['webgl', 12_800], others: [['webgpu', 6400]] });
    expect(bench.mostOpen).toBe(1);
    expect([...bench.open]).toEqual(['webgl']);
    expect(bench.events.filter((event) => !event.endsWith('timed'))).toEqual([
      'webgl opened',
      'webgl disposed of',
      'webgpu opened',
      'webgpu disposed of',
      'webgl opened',
    ]);
  });

  it('is won by the next one where the fastest does not open a second time', async () => {
    let opened = 0;
    const start = (): void => {
      if (++opened > 1) throw new Error('no more contexts');
    };
    const outcome = await run(
      bench.candidate('webgl', { paces: [10], start }),
      bench.candidate('webgpu', { paces: [20] }),
    );
    expect(said(outcome)).toEqual({
      winner: ['webgpu', 6400],
      others: [],
      failures: [['webgl', 'it failed at a trial (no more contexts)']],
    });
    expect([...bench.open]).toEqual(['webgpu']);
  });

  it('is lost by an engine that computes wrongly, however fast it is', async () => {
    const wrong = bench.candidate('webgpu', {
      paces: [1],
      step: (_, full) => (full ? undefined : { ...right.result, loss: 1 }),
    });
    const broken = bench.candidate('webgl', {
      paces: [1],
      step: (_, full) => (full ? { ...right.result, loss: NaN } : undefined),
    });
    const outcome = await run(bench.candidate('wasm', { paces: [5000] }), broken, wrong);
    expect(said(outcome).winner).toEqual(['wasm', 25.6]);
    expect(said(outcome).failures).toEqual([
      ['webgl', 'it computes wrongly here (the loss of a full batch is NaN)'],
      ['webgpu', expect.stringMatching(/^it computes wrongly here \(the loss is off by/)],
    ]);
    expect([...bench.open]).toEqual(['wasm']);
  });

  it('goes on where an engine is lost in the middle of it, and where the leader is lost meanwhile', async () => {
    const lost = bench.candidate('webgl', {
      paces: [1],
      step: ({ onLost }, full) => void (full && onLost('The device was reset.')),
    });
    let loseLeader = (): void => undefined;
    const leader = bench.candidate('wasm', {
      paces: [10],
      start: ({ onLost }) => void (loseLeader = () => onLost('A thread stopped.')),
    });
    const last = bench.candidate('webgpu', {
      paces: [20],
      step: (_, full) => void (full && loseLeader()),
    });
    const outcome = await run(leader, lost, last);
    expect(said(outcome).winner).toEqual(['webgpu', 6400]);
    expect(said(outcome).failures).toEqual([
      ['webgl', 'it lost its device at a trial'],
      ['wasm', 'it lost its device at a trial'],
    ]);
    expect([...bench.open]).toEqual(['webgpu']);
    expect(bench.events).not.toContain('A thread stopped.');
  });

  it('gives a rival a shorter limit than the first, and goes on when one hangs', async () => {
    const asked: boolean[] = [];
    const deadline = (rival: boolean): AbortSignal => {
      asked.push(rival);
      return AbortSignal.timeout(rival ? 20 : 10_000);
    };
    const hangs = bench.candidate('webgl', {
      step: (_, full) => (full ? new Promise(() => undefined) : undefined),
    });
    const among = [bench.candidate('wasm'), hangs, bench.candidate('webgpu')];
    const outcome = await race(among, { now: bench.now, onLost: bench.onLost, deadline });
    expect(asked).toEqual([false, true, true]);
    expect(said(outcome).winner).toEqual(['wasm', 1280]);
    expect(said(outcome).failures).toEqual([['webgl', 'it did not finish a trial in time']]);
    expect([...bench.open]).toEqual(['wasm']);
  });

  it('has no winner where none computes rightly', async () => {
    const outcome = await run(bench.absent('wasm', 'it is off'), bench.absent('webgl', 'none'));
    expect(said(outcome)).toEqual({
      winner: null,
      others: [],
      failures: [
        ['wasm', 'it is off'],
        ['webgl', 'none'],
      ],
    });
  });

  it('tells a loss of the winner after the race, and none of before', async () => {
    let lose = (): void => undefined;
    const outcome = await run(
      bench.candidate('wasm', { start: ({ onLost }) => void (lose = () => onLost('Gone.')) }),
    );
    expect(outcome.winner).not.toBeNull();
    expect(bench.events).not.toContain('Gone.');
    lose();
    expect(bench.events).toContain('Gone.');
  });

  it('believes no clock that stands still', async () => {
    expect(said(await run(bench.candidate('wasm', { paces: [0] }))).winner).toEqual([
      'wasm',
      128_000,
    ]);
  });

  // 0: while it opens; 1: at the probe; 2: at the step that is not counted; 3: at one that is.
  for (const where of ['wasm', 'webgl', 'webgpu'] as const)
    for (const when of [0, 1, 2, 3])
      it(`leaves nothing open where it is called off at ${where}, piece ${when}, and rejects with that reason`, async () => {
        const controller = new AbortController();
        const reason = new Error('the reader pressed Pause');
        let left = when;
        const stop = (): void => {
          if (left-- === 0) controller.abort(reason);
        };
        const candidates = (['wasm', 'webgl', 'webgpu'] as const).map((backend) =>
          bench.candidate(backend, backend === where ? { start: stop, step: stop } : {}),
        );
        const { now, onLost } = bench;
        const racing = race(candidates, { now, onLost, signal: controller.signal });
        await expect(racing).rejects.toBe(reason);
        await new Promise((done) => setTimeout(done));
        expect([...bench.open]).toEqual([]);
      });

  it('is won by the fastest of those that work, whatever their paces and their order', async () => {
    const runners = fc.uniqueArray(
      fc.record({
        backend: fc.constantFrom('wasm' as const, 'webgl' as const, 'webgpu' as const),
        pace: fc.integer({ min: 1, max: 2000 }),
        works: fc.boolean(),
      }),
      { selector: ({ backend }) => backend, minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(runners, async (field) => {
        bench = new Bench(right);
        const outcome = await run(
          ...field.map(({ backend, pace, works }) =>
            works ? bench.candidate(backend, { paces: [pace] }) : bench.absent(backend, 'no'),
          ),
        );
        const working = field.filter(({ works }) => works);
        const least = Math.min(...working.map(({ pace }) => pace));
        const first = working.find(({ pace }) => pace === least);
        expect(outcome.winner?.candidate.backend).toBe(first?.backend);
        expect([...bench.open]).toEqual(first ? [first.backend] : []);
        expect(outcome.others.length + outcome.failures.length).toBe(
          field.length - (first ? 1 : 0),
        );
        expect(bench.mostOpen).toBeLessThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });
});
