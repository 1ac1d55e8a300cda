import { describe, expect, it } from 'vitest';
import { acquireLock } from './lock.ts';
import { begin, data, go, openHost, pause, runCommand, tick } from './host.fixture.ts';

describe('the host in trouble', () => {
  it('says which data are missing, and fetches only those at the next try', async () => {
    let down = true;
    const asked: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      const file = url.slice(url.lastIndexOf('/') + 1);
      asked.push(file);
      return down && file.startsWith('training-1')
        ? new Response('', { status: 500 })
        : new Response(data.files.get(file)!);
    };
    const bench = openHost({}, { fetch });
    await begin(bench);
    go(bench, 2, 'step');
    await bench.until(() => bench.modes().includes('failed'));
    const { problem } = bench.of('problem')[0]!;
    expect(problem).toMatchObject({ kind: 'data', remedy: 'retry' });
    expect(problem.sentence).toContain('Data part 2 of 2 could not be loaded');
    down = false;
    asked.length = 0;
    go(bench, 3, 'step');
    await bench.until(() => bench.modes().at(-1) === 'idle' && bench.modes().length > 2);
    expect(asked.length).toBe(1);
  });

  it('rests at once when it is paused while data or engine are on their way', async () => {
    const bench = openHost({}, { fetch: () => new Promise(() => undefined) });
    await begin(bench);
    go(bench, 2, 'finish');
    for (let i = 0; i < 5; i++) await tick();
    pause(bench, 3);
    await bench.until(() => bench.modes().length === 2);
    expect(bench.reports.at(-1)).toMatchObject({ type: 'idle', ticket: 3 });

    const slow = openHost({}, { openEngine: () => new Promise(() => undefined) });
    await begin(slow);
    go(slow, 2, 'finish');
    await slow.until(() => slow.of('loading').some(({ what }) => what === 'engine'));
    pause(slow, 3);
    await slow.until(() => slow.modes().length === 2);
  });

  it('says why no engine could be opened, and tries again when asked', async () => {
    let times = 0;
    const bench = openHost(
      {},
      { openEngine: () => Promise.reject(new Error(`nothing computes here, try ${++times}`)) },
    );
    bench.host.handle(runCommand);
    go(bench, 2, 'finish');
    await bench.until(() => bench.modes().includes('failed'));
    expect(bench.of('problem')[0]!.problem.sentence).toContain('nothing computes here, try 1.');
    go(bench, 3, 'finish');
    await bench.until(() => bench.modes().filter((mode) => mode === 'failed').length === 2);
  });

  it('goes on by itself after a lost device, from the last good state, and where no other is left only once a minute', async () => {
    const clock = { time: 0 };
    const accuracy = (step: number): number => Math.ceil(step / 10) / 5;
    const bench = openHost({ accuracy }, { clock });
    bench.host.handle(runCommand);
    go(bench, 2, 'finish');
    await bench.until(() => (bench.engines[0]?.steps ?? 0) === 8);
    bench.lose('The graphics device was reset.');
    await bench.until(() => bench.engines.length === 2);
    expect(bench.engines[0]!.closed).toBe(true);
    const [first] = bench.of('problem');
    expect(first).toMatchObject({ stops: false, problem: { kind: 'engine', step: 5 } });
    await bench.until(() => bench.engines[1]!.steps > 6);
    clock.time += 59_000;
    bench.lose('The graphics device was reset.');
    await bench.until(() => bench.modes().includes('failed'));
    expect(bench.of('problem').at(-1)!.problem.remedy).toBe('retry');
    expect(bench.engines.length).toBe(2);
    go(bench, 3, 'step');
    await bench.until(() => bench.engines.length === 3 && bench.modes().at(-1) === 'idle');
  });

  it('counts a step that fails as a lost device, once', async () => {
    let failing = true;
    const pause = async (what: string): Promise<void> => {
      if (what !== 'step' || !failing) return;
      failing = false;
      bench.lose('gone');
      throw new Error('gone');
    };
    const bench = openHost({ pause });
    bench.host.handle(runCommand);
    go(bench, 2, 'epoch');
    await bench.until(() => bench.of('epoch').length);
    expect(bench.of('problem').length).toBe(1);
    expect(bench.engines.length).toBe(2);
  });

  it('carries the run over to another engine when another is preferred', async () => {
    const bench = openHost();
    await begin(bench);
    go(bench, 2, 'step');
    await bench.until(() => bench.modes().length === 3);
    bench.host.handle({ type: 'prefer', run: 1, ticket: 2, preference: 'cpu' });
    await bench.until(() => bench.of('engine').at(-1)!.engine === null);
    expect(bench.engines[0]!.closed).toBe(true);
    go(bench, 3, 'step');
    await bench.until(() => bench.modes().length === 5);
    expect(bench.engines[1]!.steps).toBe(2);
  });
});

/** As browsers have them, for as many hosts as share it. */
function fakeLocks(): Parameters<typeof acquireLock>[0] {
  let stolen: ((error: Error) => void) | null = null;
  const request = async (
    _: string,
    options: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    if (stolen && !options.steal) return callback(null);
    stolen?.(new DOMException('stolen', 'AbortError'));
    let mine: (error: Error) => void = () => undefined;
    const theft = new Promise((_, reject) => (mine = reject));
    stolen = mine;
    const lock = { name: 'x', mode: 'exclusive' } as Lock;
    return Promise.race([callback(lock), theft]).finally(() => {
      if (stolen === mine) stolen = null;
    });
  };
  return { request } as unknown as Parameters<typeof acquireLock>[0];
}

describe('two tabs', () => {
  it('train one at a time, and the second may take over', async () => {
    const locks = fakeLocks();
    const lock = (steal: boolean, onStolen: () => void) => acquireLock(locks, steal, onStolen);
    const accuracy = (step: number): number => Math.ceil(step / 10) / 5;
    const slow = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) await tick();
    };
    const one = openHost({ accuracy, pause: slow }, { lock });
    const two = openHost({ accuracy }, { lock });
    for (const bench of [one, two]) bench.host.handle(runCommand);
    go(one, 2, 'finish');
    await one.until(() => one.modes().includes('training'));
    go(two, 2, 'step');
    await two.until(() => two.modes().includes('failed'));
    expect(two.of('problem')[0]!.problem).toMatchObject({ kind: 'elsewhere', remedy: 'retry' });
    two.host.handle({ type: 'go', run: 1, ticket: 3, stride: 'finish', takeOver: true });
    await two.until(() => two.modes().includes('training'));
    await one.until(() => one.modes().includes('failed'));
    expect(one.of('problem')[0]!.problem.sentence).toContain('Another tab of this site trains now');
    await two.until(() => two.modes().includes('ended'));
    go(one, 3, 'step');
    await one.until(() => one.modes().at(-1) === 'idle' && one.modes().length > 3);
  });
});
