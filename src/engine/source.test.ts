import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { picture } from '../core/dataset/catalog.ts';
import { DataFault } from './part.ts';
import { createSource, type Source } from './source.ts';
import { hashOf, pixelOf, serve, tinyData } from './tiny-data.fixture.ts';

const data = tinyData({ training: [5, 5, 3], validation: [4, 4] });
const [first, second, third] = data.manifest.shards.training.map(({ file }) => file);

type Answer = (response: ServerResponse, bytes: Uint8Array) => void;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A loopback server of the tiny data; `trouble` may answer instead, told how often the file was asked for before. */
async function site(trouble: (file: string, before: number) => Answer | null = () => null) {
  const asked: string[] = [];
  const caches: RequestCache[] = [];
  const waits: number[] = [];
  const server = await serve((request: IncomingMessage, response: ServerResponse) => {
    const file = request.url!.slice(1);
    const before = asked.filter((name) => name === file).length;
    asked.push(file);
    const bytes = data.files.get(file)!;
    const answer = trouble(file, before);
    if (answer) return answer(response, bytes);
    response.end(bytes);
  });
  closers.push(server.close);
  const source: Source = createSource({
    base: server.base,
    manifest: data.manifest,
    fetch: (url, init) => {
      caches.push(init.cache);
      return fetch(url, init);
    },
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  return { source, asked, caches, waits };
}

const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code).end('sorry');
const flipped: Answer = (response, bytes) => {
  const copy = bytes.slice();
  copy[20]! ^= 1;
  response.end(copy);
};

describe('the source', () => {
  it('fetches only the parts that the first pictures are in, and puts them in place', async () => {
    const { source, asked } = await site();
    const { pixels, labels } = await source.load('training', 6);
    expect(asked.sort()).toEqual([first, second].sort());
    expect([...labels]).toEqual([0, 1, 2, 0, 1, 2]);
    expect(pixels.length).toBe(6 * picture.bytes);
    expect(pixels[5 * picture.bytes + 7]).toBe(pixelOf(5, 7));
  });

  it('fetches nothing twice when more pictures are wanted later', async () => {
    const { source, asked } = await site();
    await source.load('training', 5);
    const { labels } = await source.load('training', 13);
    expect(labels.length).toBe(13);
    expect(asked.sort()).toEqual([first, second, third].sort());
  });

  it('picks single pictures from the part they are in', async () => {
    const { source, asked } = await site();
    expect(source.has('validation', [6])).toBe(false);
    const { pixels, labels } = await source.pick('validation', [6, 4]);
    expect(asked).toEqual([data.manifest.shards.validation[1]!.file]);
    expect([...labels]).toEqual([0, 1]);
    expect(pixels[picture.bytes + 1]).toBe(pixelOf(4, 1));
    expect(source.has('validation', [4, 6])).toBe(true);
    expect(source.has('validation', [0])).toBe(false);
    expect(source.has('validation', [8])).toBe(false);
  });

  it('counts progress in bytes up to the size it names', async () => {
    const { source } = await site();
    const seen: [number, number][] = [];
    await source.load('training', 13, (done, total) => seen.push([done, total]));
    const size = source.size('training', 13);
    expect(size).toBe(13 * 3073);
    expect(seen.at(-1)).toEqual([size, size]);
    const done = seen.map(([bytes]) => bytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it('gets over two failures, with a growing wait between tries', async () => {
    const { source, asked, waits } = await site((_, before) => (before < 2 ? status(503) : null));
    await source.load('training', 5);
    expect(asked.length).toBe(3);
    expect(waits).toEqual([500, 2000]);
  });

  it('says after three tries which part is missing and why', async () => {
    const { source, asked } = await site((file) => (file === second ? status(404) : null));
    await expect(source.load('training', 13)).rejects.toThrow(
      'Data part 2 of 3 could not be loaded: expected an answer of 200, got 404.',
    );
    expect(asked.filter((file) => file === second).length).toBe(3);
  });

  it('keeps the parts that came when another failed', async () => {
    let broken = true;
    const { source, asked } = await site((file) => (file === third && broken ? status(500) : null));
    await expect(source.load('training', 13)).rejects.toBeInstanceOf(DataFault);
    broken = false;
    asked.length = 0;
    await source.load('training', 13);
    expect(asked).toEqual([third]);
  });

  it('refuses a part that is too short, before hashing', async () => {
    const { source } = await site(() => (response, bytes) => response.end(bytes.subarray(0, 100)));
    await expect(source.load('training', 5)).rejects.toThrow('expected 15365 bytes, got 100');
  });

  it('stops reading a part that is too long', async () => {
    const { source } = await site(() => (response, bytes) => {
      response.write(bytes);
      response.end('and more');
    });
    await expect(source.load('training', 5)).rejects.toThrow('expected 15365 bytes, got more');
  });

  it('refuses a body cut off by the connection', async () => {
    const { source } = await site(() => (response, bytes) => {
      response.writeHead(200, { 'content-length': String(bytes.length) });
      response.write(bytes.subarray(0, 1000), () => response.destroy());
    });
    await expect(source.load('training', 5)).rejects.toBeInstanceOf(DataFault);
  });

  it('asks the server itself once more after one flipped bit, and uses what is right then', async () => {
    const { source, caches } = await site((_, before) => (before < 1 ? flipped : null));
    const { labels } = await source.load('training', 5);
    expect([...labels]).toEqual([0, 1, 2, 0, 1]);
    expect(caches).toEqual(['default', 'reload']);
  });

  it('gives up when the bit is still flipped, naming both hashes', async () => {
    const { source, asked } = await site(() => flipped);
    const wrong = data.files.get(first!)!.slice();
    wrong[20]! ^= 1;
    await expect(source.load('training', 5)).rejects.toThrow(
      `expected SHA-256 ${data.manifest.shards.training[0]!.sha256.slice(0, 12)}…, got ${hashOf(wrong).slice(0, 12)}…`,
    );
    expect(asked.length).toBe(2);
  });

  it('ends at once when it is interrupted, and keeps what still comes', async () => {
    let letGo: (() => void) | null = null;
    const { source, asked } = await site(() => (response, bytes) => {
      letGo = () => response.end(bytes);
    });
    const interrupt = new AbortController();
    const loading = source.load('training', 5, undefined, interrupt.signal);
    while (!letGo) await new Promise((resolve) => setTimeout(resolve, 1));
    interrupt.abort(new Error('enough'));
    await expect(loading).rejects.toThrow('enough');
    (letGo as () => void)();
    expect((await source.load('training', 5)).labels.length).toBe(5);
    expect(asked.length).toBe(1);
  });

  it('does not offer more pictures than there are', async () => {
    const { source } = await site();
    await expect(source.load('training', 14)).rejects.toThrow(
      'The data hold 13 training pictures, and 14 were asked for.',
    );
    await expect(source.pick('validation', [8])).rejects.toThrow('go from 0 to 7');
  });
});
