import { describe, expect, it } from 'vitest';
import { begin, go, openHost, runCommand } from './host.fixture.ts';

describe('the host’s pace', () => {
  it('tells progress at most ten times a second and loses no step', async () => {
    const clock = { time: 0 };
    const bench = openHost({ pause: async () => void (clock.time += 7) }, { clock });
    await begin(bench);
    go(bench, 2, 'epoch');
    await bench.until(() => bench.modes().length === 3);
    const told = bench.of('progress');
    expect(told.flatMap(({ steps }) => steps.map(({ step }) => step))).toEqual([0, 1, 2, 3, 4]);
    expect(told.length).toBeLessThan(5);
  });

  it('keeps the run about every ten seconds, so that a dead worker costs no more', async () => {
    const clock = { time: 0 };
    const pause = async (what: string): Promise<void> => {
      if (what === 'step') clock.time += 4000;
    };
    const bench = openHost({ pause }, { clock });
    bench.host.handle(runCommand);
    go(bench, 2, 'epoch');
    await bench.until(() => bench.of('epoch').length);
    expect(bench.of('checkpoint').map(({ checkpoint }) => checkpoint.step)).toEqual([3, 5]);
  });

  it('spends at most about a tenth of its time on live maps, and four times a second at most', async () => {
    for (const cost of [5, 100]) {
      const clock = { time: 0 };
      const pause = async (what: string): Promise<void> => {
        clock.time += what === 'step' ? 20 : what === 'forward' ? cost : 0;
      };
      const accuracy = (step: number): number => Math.ceil(step / 10) / 5;
      const bench = openHost({ pause, accuracy }, { clock });
      bench.host.handle(runCommand);
      bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 0, live: true });
      go(bench, 2, 'finish');
      await bench.until(() => bench.modes().includes('ended'));
      const maps = bench.engines[0]!.calls.filter((call) => call === 'forward').length;
      expect(maps).toBeGreaterThan(0);
      expect(maps - 2).toBeLessThanOrEqual(clock.time / Math.max(250, 10 * cost));
    }
  });

  it('takes what drawing costs the page for part of that, up to a limit', async () => {
    const mapsFor = async (drawing: number): Promise<number> => {
      const clock = { time: 0 };
      const pause = async (what: string): Promise<void> => {
        clock.time += what === 'step' ? 20 : what === 'forward' ? 5 : 0;
      };
      const accuracy = (step: number): number => Math.ceil(step / 10) / 5;
      const bench = openHost({ pause, accuracy }, { clock });
      bench.host.handle(runCommand);
      bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 0, live: true });
      go(bench, 2, 'finish');
      let heard = 0;
      await bench.until(() => {
        const maps = bench.of('maps').length;
        if (maps > heard)
          bench.host.handle({ type: 'drawn', run: 1, ticket: 2, milliseconds: drawing });
        heard = maps;
        return bench.modes().includes('ended');
      });
      expect(heard - 2).toBeLessThanOrEqual(
        clock.time / Math.max(250, 10 * (5 + Math.min(300, drawing))),
      );
      return heard;
    };
    const [free, dear, dearest] = [await mapsFor(0), await mapsFor(60), await mapsFor(9000)];
    expect(free).toBeGreaterThan(dear);
    expect(dearest).toBeGreaterThan(0);
  });

  it('sends no live maps once nobody looks', async () => {
    const bench = openHost();
    bench.host.handle(runCommand);
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 0, live: true });
    await bench.until(() => bench.of('maps').length);
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 0, live: false });
    go(bench, 2, 'epoch');
    await bench.until(() => bench.of('epoch').length);
    expect(bench.of('maps').length).toBe(1);
  });
});
