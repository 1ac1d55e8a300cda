import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { entriesOf, hashOf, tarOf } from './archive.fixture.ts';
import type { Host } from './archive-catalog.ts';
import { partPath, type Timings } from './download.ts';
import { fetchArchive, Quit, type FetchOptions } from './fetch-archive.ts';
import { freshFolder } from './folder.fixture.ts';
import { hostOf, inTurn, slowly, status, well } from './host.fixture.ts';
import { DownloadFault } from './transfer.ts';

const file = gzipSync(tarOf(entriesOf()), { level: 0 });
const timings: Timings = {
  idle: 500,
  backoff: 1,
  longestBackoff: 5,
  tick: 5,
  window: 100,
  attempts: 2,
};

/** About 20 kB/s: the file takes ten seconds. */
const crawling = slowly(200, 10);
/** Hardly anything. */
const standing = slowly(10, 10);

interface Visited {
  readonly target: string;
  readonly lines: string[];
  readonly run: (options?: Partial<FetchOptions>) => ReturnType<typeof fetchArchive>;
}

function visit(...hosts: Host[]): Visited {
  const target = join(freshFolder(), 'archive.tar.gz');
  const lines: string[] = [];
  return {
    target,
    lines,
    run: (options = {}) =>
      fetchArchive({
        hosts,
        expected: hashOf(file),
        target,
        budget: 60_000,
        measure: 60,
        lowestRate: 300_000,
        ask: null,
        say: (line) => lines.push(line),
        show: () => undefined,
        timings,
        ...options,
      }),
  };
}

describe('fetching the archive', () => {
  test('takes it from the first host that has it, and asks no other', async () => {
    const first = await hostOf(file, well, 'first');
    const second = await hostOf(file, well, 'second');
    const one = visit(first.host, second.host);
    expect(await one.run()).toBe('done');
    expect(await readFile(one.target)).toEqual(file);
    expect(second.asked).toEqual([]);
  });

  test('leaves a slow host for the next', async () => {
    const slow = await hostOf(file, crawling, 'slow');
    const fast = await hostOf(file, well, 'fast');
    const one = visit(slow.host, fast.host);
    expect(await one.run()).toBe('done');
    expect(one.lines).toContain('Not from slow: slow is slow.');
    expect(await readFile(one.target)).toEqual(file);
  });

  test('leaves a host that would need more than the time that is left, however fast it seems', async () => {
    const slow = await hostOf(file, crawling, 'slow');
    const fast = await hostOf(file, well, 'fast');
    const one = visit(slow.host, fast.host);
    expect(await one.run({ lowestRate: 1, budget: 5_000 })).toBe('done');
    expect(fast.asked.length).toBe(1);
  });

  test('passes over hosts that fail, and says why', async () => {
    const broken = await hostOf(file, status(503), 'broken');
    const liar = await hostOf(Buffer.from('<html>'), well, 'liar');
    const good = await hostOf(file, well, 'good');
    const one = visit(broken.host, liar.host, good.host);
    expect(await one.run()).toBe('done');
    expect(one.lines.join('\n')).toContain(
      'Not from broken: broken: expected the file, got status 503',
    );
    expect(one.lines.join('\n')).toContain(`expected a file of ${file.length} bytes, got one of 6`);
  });

  test('comes back to the fastest of the slow ones, goes on from its part, and stops at the budget', async () => {
    const slower = await hostOf(file, standing, 'slower');
    const faster = await hostOf(file, crawling, 'faster');
    const one = visit(slower.host, faster.host);
    expect(await one.run({ budget: 2_500, measure: 400 })).toBe('slow');
    expect(slower.asked.length).toBe(1);
    expect(faster.asked.length).toBe(2);
    expect(faster.asked[1]?.range).toMatch(/^bytes=\d+-$/);
    expect(existsSync(one.target)).toBe(false);
    // The part is kept for the next time, which needs no luck at all.
    const part = await readFile(partPath(one.target, faster.host));
    expect(part).toEqual(file.subarray(0, part.length));
  });

  test('stops at the budget with one host alone', async () => {
    const { host } = await hostOf(file, crawling);
    const begun = performance.now();
    expect(await visit(host).run({ budget: 300 })).toBe('slow');
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('without a budget waits for the slow one as long as it takes', async () => {
    const { host, asked } = await hostOf(file, inTurn(crawling, slowly(4_000, 10)));
    const dead = await hostOf(file, status(404), 'dead');
    const one = visit(host, dead.host);
    expect(await one.run({ budget: null })).toBe('done');
    expect(asked.length).toBe(2);
    expect(await readFile(one.target)).toEqual(file);
  });

  test('says that no host can be reached', async () => {
    const one = visit({ id: 'gone', name: 'gone', url: 'http://127.0.0.1:9/x' });
    expect(await one.run()).toBe('unreachable');
    expect(one.lines.length).toBe(2);
  });

  test('lets faults of this machine through', async () => {
    const { host } = await hostOf(file, well);
    const failure = visit(host).run({ target: join(freshFolder(), 'no', 'such', 'folder') });
    await expect(failure).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(failure).rejects.not.toBeInstanceOf(DownloadFault);
  });
});

describe('the choice of the person at the terminal', () => {
  test('is asked for once, where the last host would take longer than the budget', async () => {
    const { host } = await hostOf(file, crawling);
    let asked = 0;
    const outcome = await visit(host).run({
      ask: (progress) => {
        asked++;
        expect(progress.left).toBeGreaterThan(1);
        return new Promise((resolve) => setTimeout(() => resolve('draw'), 100));
      },
      budget: 5_000,
    });
    expect(outcome).toBe('chosen');
    expect(asked).toBe(1);
  });

  test('to keep downloading waits past the budget, and the download went on during the question', async () => {
    const { host, asked } = await hostOf(file, slowly(1_000, 5));
    const one = visit(host);
    expect(await one.run({ budget: 200, ask: () => Promise.resolve('keep') })).toBe('done');
    expect(asked.length).toBe(1);
    expect(await readFile(one.target)).toEqual(file);
  });

  test('to quit ends it all and keeps the part', async () => {
    const { host } = await hostOf(file, crawling);
    const one = visit(host);
    await expect(
      one.run({ budget: 5_000, ask: () => Promise.resolve('quit') }),
    ).rejects.toBeInstanceOf(Quit);
    expect(existsSync(partPath(one.target, host))).toBe(true);
  });

  test('is not waited for once the download is done', async () => {
    const { host } = await hostOf(file, slowly(1_000, 5));
    let withdrawn = false;
    const outcome = await visit(host).run({
      budget: 200,
      ask: (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            withdrawn = true;
            resolve('keep');
          });
        }),
    });
    expect(outcome).toBe('done');
    expect(withdrawn).toBe(true);
  });

  test('is not needed where the host is fast enough', async () => {
    const { host } = await hostOf(file, well);
    const never = () => Promise.reject(new Error('asked'));
    expect(await visit(host).run({ ask: never })).toBe('done');
  });
});
