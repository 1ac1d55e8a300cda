import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { entriesOf, hashOf, tarOf } from './archive.fixture.ts';
import type { Host } from './archive-catalog.ts';
import { download, partPath, type Timings } from './download.ts';
import { freshFolder } from './folder.fixture.ts';
import {
  cutAfter,
  hostOf,
  inTurn,
  slowly,
  status,
  tag,
  well,
  type Manner,
} from './host.fixture.ts';
import type { Progress } from './rate.ts';
import { DownloadFault } from './transfer.ts';

/** Stored, not squeezed: long enough to be cut anywhere. */
const file = gzipSync(tarOf(entriesOf()), { level: 0 });
const quick: Timings = {
  idle: 300,
  backoff: 1,
  longestBackoff: 5,
  tick: 5,
  window: 100,
  attempts: 3,
};

interface Try {
  readonly target: string;
  readonly progress: readonly Progress[];
  readonly run: (signal?: AbortSignal) => Promise<void>;
}

function tryFrom(host: Host, folder = freshFolder(), expected = hashOf(file)): Try {
  const target = join(folder, 'archive.tar.gz');
  const progress: Progress[] = [];
  return {
    target,
    progress,
    run: (signal = new AbortController().signal) =>
      download({
        host,
        expected,
        target,
        signal,
        timings: quick,
        onProgress: (p) => progress.push(p),
      }),
  };
}

async function expectWhole({ target }: Try): Promise<void> {
  expect(await readFile(target)).toEqual(file);
  // No part, no mark: only the file itself.
  expect(await readdir(join(target, '..'))).toEqual(['archive.tar.gz']);
}

/** Neither the file nor a part of it. */
async function expectNothing({ target }: Try): Promise<void> {
  expect(await readdir(join(target, '..'))).toEqual([]);
}

const ignoringRange: Manner = (_, response, body) =>
  void response.writeHead(200, { 'Content-Length': body.length }).end(body);
const unsized: Manner = (_, response, body) => void response.writeHead(200).end(body);
const page: Manner = (_, response) =>
  void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><p>Log in</p>');

describe('downloading from a good host', () => {
  test('brings the whole file, and shows how far it is', async () => {
    const { host, asked } = await hostOf(file, slowly(8_000, 2));
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
    expect(asked).toEqual([{ range: undefined, ifRange: undefined }]);
    const last = one.progress.at(-1)!;
    expect(last).toMatchObject({ bytes: file.length, total: file.length, left: 0 });
    expect(one.progress.length).toBeGreaterThan(2);
  });

  test('goes on where an earlier run was stopped, and asks for the same version', async () => {
    const { host, asked } = await hostOf(file, inTurn(slowly(200, 10), well));
    const one = tryFrom(host);
    const controller = new AbortController();
    const reason = new Error('enough for today');
    const stopped = expect(one.run(controller.signal)).rejects.toBe(reason);
    const kept = partPath(one.target, host);
    // Not by the clock: on a busy machine the first bytes may take their time.
    await vi.waitFor(async () => expect((await readFile(kept)).length).toBeGreaterThan(0), {
      timeout: 8_000,
      interval: 5,
    });
    controller.abort(reason);
    await stopped;
    const part = await readFile(kept);
    expect(part).toEqual(file.subarray(0, part.length));
    await one.run();
    await expectWhole(one);
    expect(asked[1]).toEqual({ range: `bytes=${part.length}-`, ifRange: tag });
  });

  test('follows redirects on this machine', async () => {
    const { host: far } = await hostOf(file, well);
    const { host } = await hostOf(file, status(302, { Location: far.url }));
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
  });
});

describe('downloading from a host that fails now and then', () => {
  test('gets over a connection cut at any byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: file.length - 1 }), async (count) => {
        const { host, asked } = await hostOf(file, inTurn(cutAfter(count), well));
        const one = tryFrom(host);
        await one.run();
        await expectWhole(one);
        expect(asked.length).toBe(2);
      }),
      { numRuns: 12 },
    );
  });

  test('needs no luck as long as each connection brings something new', async () => {
    const { host, asked } = await hostOf(file, cutAfter(Math.ceil(file.length / 8)));
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
    expect(asked.length).toBeGreaterThan(quick.attempts);
  });

  test.each([429, 500, 503])('waits and asks again after status %i', async (code) => {
    const { host, asked } = await hostOf(
      file,
      inTurn(status(code), status(code, { 'Retry-After': '1' }), well),
    );
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
    expect(asked.length).toBe(3);
  });

  test('counts a silent connection as cut', async () => {
    const silent: Manner = (_, response, body) =>
      void response.writeHead(200, { 'Content-Length': body.length }).write(body.subarray(0, 100));
    const { host } = await hostOf(file, inTurn(silent, well));
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
  });

  test('begins again where the host ignores ranges', async () => {
    const { host } = await hostOf(file, inTurn(cutAfter(9_000, ignoringRange), ignoringRange));
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
  });

  test('gives up on a host that ignores ranges and never gets further', async () => {
    const { host, asked } = await hostOf(file, cutAfter(9_000, ignoringRange));
    await expect(tryFrom(host).run()).rejects.toMatchObject({ kind: 'cut' });
    // The first brings something; the next three bring nothing new.
    expect(asked.length).toBe(1 + quick.attempts);
  });

  test('takes no rest that starts at another byte', async () => {
    const liar: Manner = (_, response, body) =>
      void response
        .writeHead(206, { 'Content-Range': `bytes 5-${body.length - 1}/${body.length}` })
        .end(body.subarray(5));
    const { host } = await hostOf(file, inTurn(cutAfter(9_000), liar, well));
    const one = tryFrom(host);
    await one.run();
    await expectWhole(one);
  });

  test('begins again where the file changed on the host meanwhile', async () => {
    const { host, asked } = await hostOf(file, well);
    const one = tryFrom(host);
    await writeFile(partPath(one.target, host), 'an older version');
    await writeFile(`${partPath(one.target, host)}.json`, '{"validator":"\\"version-0\\""}');
    await one.run();
    await expectWhole(one);
    expect(asked).toEqual([{ range: 'bytes=16-', ifRange: '"version-0"' }]);
  });

  test('begins again, once, where an old part turns out to be wrong', async () => {
    const { host, asked } = await hostOf(file, well);
    const one = tryFrom(host);
    await writeFile(partPath(one.target, host), 'of unknown version');
    await one.run();
    await expectWhole(one);
    expect(asked.length).toBe(2);
  });

  test('throws away a part that is longer than the file', async () => {
    const { host } = await hostOf(file, well);
    const one = tryFrom(host);
    await writeFile(partPath(one.target, host), Buffer.alloc(file.length + 1));
    await one.run();
    await expectWhole(one);
  });
});

describe('a host that has something else is refused, and nothing is left', () => {
  const otherBytes = Buffer.from(file);
  otherBytes[9_999]! ^= 1;
  const wrongLength: Manner = (_, response) =>
    void response.writeHead(200, { 'Content-Length': 4 }).end('1f8b');
  const longer: Manner = (_, response, body) =>
    void response.writeHead(200).end(Buffer.concat([body, Buffer.alloc(5)]));
  const other: Manner = (_, response) => void response.writeHead(200).end(otherBytes);
  const loop: Manner = (_, response) => void response.writeHead(302, { Location: '/again' }).end();

  const cases: readonly (readonly [string, Manner, string])[] = [
    ['a web page', page, 'here: expected the first bytes of gzip, 1f8b, got 3c21'],
    [
      'a file of another length',
      wrongLength,
      `here: expected a file of ${file.length} bytes, got one of 4`,
    ],
    [
      'a body that goes on',
      longer,
      `here: expected ${file.length} bytes, got at least ${file.length + 5}`,
    ],
    [
      'other bytes',
      other,
      `here: expected SHA-256 ${hashOf(file).sha256}, got ${hashOf(otherBytes).sha256}`,
    ],
    ['no such file', status(404), 'here: expected the file, got status 404'],
    ['a locked door', status(403), 'here: expected the file, got status 403'],
    ['redirects without end', loop, 'expected at most 5 redirects, got more'],
    ['a redirect to nowhere', status(302), 'expected a redirect to name an address, got none'],
    [
      'a redirect to an open connection',
      status(301, { Location: 'http://example.org/file' }),
      'expected an address that begins with https://, got http://example.org/file',
    ],
    [
      'a redirect to a file',
      status(301, { Location: 'file:///etc/passwd' }),
      'expected an address that begins with https://',
    ],
    ['an empty body', unsizedEmpty, 'the connection ended at 0'],
  ];

  test.each(cases)('%s', async (_, manner, message) => {
    const { host } = await hostOf(file, manner);
    const one = tryFrom(host);
    const failure = await one.run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DownloadFault);
    expect((failure as Error).message).toContain(message);
    await expectNothing(one);
  });

  test('a host that is not there', async () => {
    const one = tryFrom({ id: 'gone', name: 'gone', url: 'http://127.0.0.1:9/file' });
    await expect(one.run()).rejects.toMatchObject({ kind: 'unreachable' });
    await expectNothing(one);
  });

  test('an open connection to another machine is never made', async () => {
    const one = tryFrom({ id: 'open', name: 'open', url: 'http://example.org/file' });
    await expect(one.run()).rejects.toThrow('expected an address that begins with https://');
  });

  test('a page in place of the rest does not cost what is already here', async () => {
    const { host } = await hostOf(file, page);
    const one = tryFrom(host);
    const before = file.subarray(0, 20_000);
    await writeFile(partPath(one.target, host), before);
    await expect(one.run()).rejects.toMatchObject({ kind: 'refused' });
    expect(await readFile(partPath(one.target, host))).toEqual(before);
    expect(existsSync(one.target)).toBe(false);
  });
});

/** Ends without a byte and without a length. */
function unsizedEmpty(...[, response]: Parameters<Manner>): void {
  unsized(undefined as never, response, Buffer.alloc(0));
}
