import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Split } from '../../src/core/dataset/catalog.ts';
import type { Shard } from '../../src/core/dataset/shard.ts';
import {
  archiveOf,
  catalogOf,
  entriesOf,
  hashOf,
  memberNames,
  smallLayout,
} from './archive.fixture.ts';
import { drawSet } from './draw.ts';
import { archiveName, ensureData, type EnsureOptions } from './ensure.ts';
import type { Outcome } from './fetch-archive.ts';
import { contentOf, freshFolder } from './folder.fixture.ts';

const officialBytes = archiveOf(entriesOf(0));
const copyBytes = archiveOf(entriesOf(50));
const badBytes = archiveOf(entriesOf().filter((entry) => entry.name !== memberNames[0]));

const drawSmall = (): Promise<Record<Split, Shard>> =>
  drawSet(1, { training: 6, validation: 3 }, 1);

/** A checkout with folders of its own; counts how often hosts were asked and pictures drawn. */
function checkout() {
  const root = freshFolder();
  const at = {
    data: join(root, 'data'),
    cache: join(root, 'cache'),
    beside: join(root, 'beside.tar.gz'),
  };
  const told = { lines: [] as string[], fetched: 0, drawn: 0 };
  const run = (change: Partial<EnsureOptions> = {}, outcome: Outcome = 'unreachable') =>
    ensureData({
      dataDir: at.data,
      cacheDir: at.cache,
      mode: 'auto',
      archive: null,
      beside: at.beside,
      network: true,
      layout: smallLayout,
      say: (line) => told.lines.push(line),
      fetch: async (target) => {
        told.fetched++;
        if (outcome === 'done') await writeFile(target, officialBytes);
        return outcome;
      },
      draw: () => {
        told.drawn++;
        return drawSmall();
      },
      known: catalogOf(officialBytes),
      ...change,
    });
  return { root, at, told, run };
}

async function fileOf(root: string, name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(root, name), bytes);
  return join(root, name);
}

describe('a named archive', () => {
  test('is packed, named by its hash, and left alone the next time', async () => {
    const { root, at, told, run } = checkout();
    const archive = await fileOf(root, 'mine.tar.gz', officialBytes);
    const first = await run({ archive });
    expect(first).toMatchObject({
      packed: true,
      manifest: { source: 'cifar-10', name: 'CIFAR-10', archive: hashOf(officialBytes) },
    });
    const before = await contentOf(at.data);
    expect(await run({ archive })).toEqual({ manifest: first.manifest, packed: false });
    expect(await contentOf(at.data)).toEqual(before);
    expect(told).toMatchObject({ fetched: 0, drawn: 0, lines: [] });
  });

  test('with another hash is said to be a copy, on the console and in the manifest', async () => {
    const { root, told, run } = checkout();
    const archive = await fileOf(root, 'mine.tar.gz', copyBytes);
    const { manifest } = await run({ archive });
    expect(manifest).toMatchObject({
      source: 'cifar-10-copy',
      name: 'CIFAR-10 layout, unknown copy',
    });
    expect(told.lines.join()).toContain(
      `${archive} is not the official archive (SHA-256 ${hashOf(copyBytes).sha256})`,
    );
  });

  test.each([
    ['is broken', badBytes, 'tar: expected 6 members'],
    ['is no archive', Buffer.from('hello'), 'archive: expected the first bytes of gzip'],
  ])('that %s stops everything, and what stood there still stands', async (_, bytes, message) => {
    const { root, at, told, run } = checkout();
    await writeFile(at.beside, copyBytes);
    await run();
    const before = await contentOf(at.data);
    const archive = await fileOf(root, 'bad.tar.gz', bytes);
    await expect(run({ archive })).rejects.toThrow(message);
    expect(await contentOf(at.data)).toEqual(before);
    expect(told).toMatchObject({ fetched: 0, drawn: 0 });
  });

  test('that is broken leaves no data folder where there was none', async () => {
    const { root, at, run } = checkout();
    await expect(run({ archive: await fileOf(root, 'bad', badBytes) })).rejects.toThrow();
    await expect(run({ archive: join(root, 'none') })).rejects.toThrow('expected a readable file');
    expect(existsSync(at.data)).toBe(false);
  });

  test('is packed to the same bytes in every place', async () => {
    const [one, two] = [checkout(), checkout()];
    for (const { root, run } of [one, two])
      await run({ archive: await fileOf(root, 'x', copyBytes) });
    expect(await contentOf(one.at.data)).toEqual(await contentOf(two.at.data));
  });

  test('is packed again where a shard was damaged', async () => {
    const { root, at, run } = checkout();
    const archive = await fileOf(root, 'x', copyBytes);
    const { manifest } = await run({ archive });
    const before = await contentOf(at.data);
    await writeFile(join(at.data, manifest.shards.training[0]!.file), 'damaged');
    expect((await run({ archive })).packed).toBe(true);
    expect(await contentOf(at.data)).toEqual(before);
  });
});

describe('without a named archive', () => {
  test('a sound one kept from before is taken first', async () => {
    const { at, told, run } = checkout();
    await mkdir(at.cache);
    await writeFile(join(at.cache, archiveName), officialBytes);
    await writeFile(at.beside, copyBytes);
    expect((await run()).manifest.source).toBe('cifar-10');
    expect(told.fetched).toBe(0);
  });

  test('a damaged one kept from before is removed, and the one beside the checkout taken', async () => {
    const { at, told, run } = checkout();
    await mkdir(at.cache);
    await writeFile(join(at.cache, archiveName), officialBytes.subarray(1));
    await writeFile(at.beside, copyBytes);
    expect((await run()).manifest.source).toBe('cifar-10-copy');
    expect(existsSync(join(at.cache, archiveName))).toBe(false);
    expect(told.lines.join('\n')).toMatch(/is damaged[^]*beside this checkout/);
  });

  test('a broken one beside the checkout is passed over, and said to be', async () => {
    const { at, told, run } = checkout();
    await writeFile(at.beside, badBytes);
    expect((await run({}, 'done')).manifest.source).toBe('cifar-10');
    expect(told.fetched).toBe(1);
    expect(told.lines.join()).toContain("It can't be used: tar: expected 6 members");
  });

  test('a downloaded one is kept and packed, and nobody is asked again', async () => {
    const { at, told, run } = checkout();
    expect((await run({}, 'done')).packed).toBe(true);
    expect(await readFile(join(at.cache, archiveName))).toEqual(officialBytes);
    expect((await run()).packed).toBe(false);
    expect((await run({ network: false })).packed).toBe(false);
    expect(told.fetched).toBe(1);
  });

  test('nothing at all gives the drawn set, which says what it is', async () => {
    const { run } = checkout();
    const { manifest } = await run();
    expect(manifest).toMatchObject({
      source: 'procedural',
      name: 'Drawn pictures, not CIFAR-10',
      archive: null,
    });
  });

  test('no host is asked where the network is not to be used', async () => {
    const { told, run } = checkout();
    expect((await run({ network: false }, 'done')).manifest.source).toBe('procedural');
    expect(told).toMatchObject({ fetched: 0, drawn: 1 });
  });

  test.each([
    ['could not be reached', 'unreachable', 2],
    ['was slow', 'slow', 1],
    ['was not waited for', 'chosen', 1],
  ] as const)(
    'after a host %s, the next run asks as often as makes sense',
    async (_, outcome, asked) => {
      const { told, run } = checkout();
      await run({}, outcome);
      expect((await run({}, outcome)).packed).toBe(false);
      expect(told).toMatchObject({ fetched: asked, drawn: 1 });
      // An archive that turns up later replaces the drawn set at once.
      expect((await run({ mode: 'download' }, 'done')).manifest.source).toBe('cifar-10');
    },
  );

  test('real pictures stay where the archive they came from is gone', async () => {
    const { root, at, told, run } = checkout();
    await run({ archive: await fileOf(root, 'x', copyBytes) });
    const before = await contentOf(at.data);
    expect(await run()).toMatchObject({ packed: false, manifest: { source: 'cifar-10-copy' } });
    expect(await contentOf(at.data)).toEqual(before);
    expect(told).toMatchObject({ fetched: 0, drawn: 0 });
  });

  test('the official set is not replaced by a copy that lies nearby', async () => {
    const { root, at, run } = checkout();
    await run({ archive: await fileOf(root, 'x', officialBytes) });
    await writeFile(at.beside, copyBytes);
    expect(await run()).toMatchObject({ packed: false, manifest: { source: 'cifar-10' } });
  });
});

describe('the modes', () => {
  test('DATA=procedural draws even where an archive is named, and draws once', async () => {
    const { root, told, run } = checkout();
    const archive = await fileOf(root, 'x', copyBytes);
    await run({ archive });
    expect((await run({ archive, mode: 'procedural' })).manifest.source).toBe('procedural');
    expect((await run({ archive, mode: 'procedural' })).packed).toBe(false);
    expect(told.drawn).toBe(1);
    expect((await run({ archive })).manifest.source).toBe('cifar-10-copy');
  });

  test('DATA=download takes no other source, and its failure is an error that keeps what stands', async () => {
    const { at, run } = checkout();
    await writeFile(at.beside, copyBytes);
    await run();
    const before = await contentOf(at.data);
    await expect(run({ mode: 'download' }, 'slow')).rejects.toThrow(
      'the next try goes on from there',
    );
    expect(await contentOf(at.data)).toEqual(before);
    expect((await run({ mode: 'download' }, 'done')).manifest.source).toBe('cifar-10');
  });
});

describe('the machine', () => {
  test('without room on the disk nothing is begun', async () => {
    const { at, told, run } = checkout();
    const free = () => Promise.resolve(5_000_000);
    await expect(run({ free })).rejects.toThrow(
      /disk: expected \d+ MB free for .*cache, got 5 MB; nothing was changed/,
    );
    await expect(run({ free, network: false })).rejects.toThrow(/for .*data, got 5 MB/);
    expect(told.fetched).toBe(0);
    expect(existsSync(at.data)).toBe(false);
  });

  test('a fault of the disk in mid-download is an error and no drawn set', async () => {
    const { at, run } = checkout();
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    await expect(run({ fetch: () => Promise.reject(full) })).rejects.toThrow('ENOSPC');
    expect(existsSync(at.data)).toBe(false);
  });

  test('two runs at once do the work once', async () => {
    const { told, run } = checkout();
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ packed }) => packed).sort()).toEqual([false, true]);
    expect(told.drawn).toBe(1);
  });
});
