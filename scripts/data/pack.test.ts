import { chmodSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { picture, type DataManifest, type Split } from '../../src/core/dataset/catalog.ts';
import { unpackShard, type Shard } from '../../src/core/dataset/shard.ts';
import { hashOf } from './archive.fixture.ts';
import { contentOf, freshFolder } from './folder.fixture.ts';
import { pack, sweep, type DataIdentity } from './pack.ts';
import { readPacked, readStamp, writeStamp } from './packed.ts';

const identity: DataIdentity = {
  source: 'cifar-10-copy',
  name: 'CIFAR-10, rebuilt copy',
  archive: { sha256: 'ab', bytes: 12 },
};

function picturesOf(salt: number, count: number): Shard {
  const pixels = new Uint8Array(count * picture.bytes);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 7 + salt * 13 + (i >> 9)) & 255;
  return { labels: Uint8Array.from({ length: count }, (_, i) => (i + salt) % 3), pixels };
}

const setOf = (salt: number): Record<Split, Shard> => ({
  training: picturesOf(salt, 1300),
  validation: picturesOf(salt + 1, 260),
});

async function unpacked(folder: string, manifest: DataManifest, split: Split): Promise<Shard> {
  const shards = await Promise.all(
    manifest.shards[split].map(async (entry) =>
      unpackShard(await readFile(join(folder, entry.file)), entry),
    ),
  );
  const joined = (part: keyof Shard) => Uint8Array.from(Buffer.concat(shards.map((s) => s[part])));
  return { labels: joined('labels'), pixels: joined('pixels') };
}

describe('packing', () => {
  test('cuts the pictures into shards that carry their hash in their name, and gives all of them back', async () => {
    const folder = join(freshFolder(), 'a', 'b');
    const pictures = setOf(0);
    const manifest = await pack(folder, pictures, identity);
    expect(manifest.shards.training.map((shard) => shard.pictures)).toEqual([1250, 50]);
    expect(manifest.shards.validation.map((shard) => shard.pictures)).toEqual([250, 10]);
    for (const entry of [...manifest.shards.training, ...manifest.shards.validation]) {
      const { sha256, bytes } = hashOf(await readFile(join(folder, entry.file)));
      expect(entry).toMatchObject({ sha256, bytes });
      expect(entry.file).toMatch(
        new RegExp(`^(training|validation)-0\\d-${sha256.slice(0, 12)}\\.bin$`),
      );
      expect(bytes).toBeLessThan(4_000_000);
    }
    expect(await unpacked(folder, manifest, 'training')).toEqual(pictures.training);
    expect(await unpacked(folder, manifest, 'validation')).toEqual(pictures.validation);
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
  });

  test('gives the same bytes for the same input, and leaves nothing of an older set', async () => {
    const [one, two] = [freshFolder(), freshFolder()];
    await pack(one, setOf(0), identity);
    await pack(two, setOf(9), identity);
    await pack(two, setOf(0), identity);
    expect(await contentOf(two)).toEqual(await contentOf(one));
  });

  test('leaves files that are not its own alone', async () => {
    const folder = freshFolder();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await pack(folder, setOf(0), identity);
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('a failure leaves the old set whole, and a folder it made is gone again', async () => {
    const folder = freshFolder();
    await pack(folder, setOf(0), identity);
    const before = await contentOf(folder);
    const broken = {
      ...setOf(3),
      validation: { labels: new Uint8Array(4), pixels: new Uint8Array(7) },
    };
    await expect(pack(folder, broken, identity)).rejects.toThrow(
      'shard: expected 12288 pixel bytes for 4 labels, got 7',
    );
    expect(await contentOf(folder)).toEqual(before);
    const fresh = join(folder, 'new');
    await expect(pack(fresh, broken, identity)).rejects.toThrow('shard: expected');
    expect(await contentOf(folder)).toEqual(before);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that may not be written is a clear error (skipped as root)',
    async () => {
      const folder = freshFolder();
      chmodSync(folder, 0o500);
      await expect(pack(folder, setOf(0), identity)).rejects.toThrow('EACCES');
    },
  );

  test('what an interrupted run left is swept away, and only that', async () => {
    const folder = freshFolder();
    await pack(folder, setOf(0), identity);
    const before = await contentOf(folder);
    await mkdir(join(folder, '.packing-123'));
    await writeFile(join(folder, '.packing-123', 'training-00-abc.bin'), 'half');
    await sweep(folder);
    expect(await contentOf(folder)).toEqual(before);
    await sweep(join(folder, 'none'));
  });
});

describe('the set that stands in a folder', () => {
  test('is recognised while every byte is as its manifest says', async () => {
    const folder = freshFolder();
    expect(await readPacked(folder)).toBeNull();
    const manifest = await pack(folder, setOf(0), identity);
    expect((await readPacked(folder))?.manifest).toEqual(manifest);
  });

  test.each<[string, (folder: string, manifest: DataManifest) => Promise<void>]>([
    [
      'one bit of a shard differs',
      async (folder, { shards }) => {
        const path = join(folder, shards.validation[1]!.file);
        const bytes = await readFile(path);
        bytes[77]! ^= 1;
        await writeFile(path, bytes);
      },
    ],
    [
      'a shard is cut',
      (folder, { shards }) => writeFile(join(folder, shards.training[0]!.file), 'x'),
    ],
    ['the manifest is cut', (folder) => writeFile(join(folder, 'manifest.json'), '{"version": 1')],
    [
      'the manifest names a file elsewhere',
      async (folder, manifest) => {
        await writeFile(join(folder, '..', 'x.bin'), '');
        const entry = {
          ...manifest.shards.training[0]!,
          file: '../x.bin',
          ...hashOf(new Uint8Array(0)),
        };
        const shards = { ...manifest.shards, training: [entry] };
        await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, shards }));
      },
    ],
  ])('is none where %s', async (_, harm) => {
    const folder = join(freshFolder(), 'data');
    await harm(folder, await pack(folder, setOf(0), identity));
    expect(await readPacked(folder)).toBeNull();
  });

  test('has a stamp of its own for each folder, and none once the manifest is another', async () => {
    const [cache, one, two] = [freshFolder(), freshFolder(), freshFolder()];
    for (const folder of [one, two]) {
      await pack(folder, setOf(0), identity);
      const packed = (await readPacked(folder))!;
      await writeStamp(cache, folder, {
        input: folder,
        manifestSha256: packed.manifestSha256,
        reason: null,
      });
    }
    const packed = await readPacked(one);
    expect((await readStamp(cache, one, packed))?.input).toBe(one);
    expect((await readStamp(cache, two, await readPacked(two)))?.input).toBe(two);
    await pack(one, setOf(4), identity);
    expect(await readStamp(cache, one, await readPacked(one))).toBeNull();
    expect(await readStamp(cache, join(one, 'none'), null)).toBeNull();
  });
});
