/**
 * Packs pictures into content-hashed shards and a manifest, and sets them in place so that a reader of the folder never meets a
 * half-written set: new shards first, the manifest by one rename, old shards last.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  picture,
  shardPictures,
  type DataManifest,
  type ShardEntry,
  type Split,
} from '../../src/core/dataset/catalog.ts';
import { packShard, type Shard } from '../../src/core/dataset/shard.ts';

/** Goes up whenever the same input would be packed into other bytes. */
export const packerVersion = 1;

export const manifestName = 'manifest.json';

export type DataIdentity = Pick<DataManifest, 'source' | 'name' | 'archive'>;

const temporary = /^\.packing-/;
export const shardName = /^(training|validation)-\d\d-[0-9a-f]{12}\.bin$/;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface PackedFile {
  readonly entry: ShardEntry;
  readonly bytes: Uint8Array;
}

function* shardsOf(split: Split, pictures: Shard): Generator<PackedFile> {
  const size = shardPictures[split];
  for (let first = 0, number = 0; first < pictures.labels.length; first += size, number++) {
    const end = Math.min(first + size, pictures.labels.length);
    const bytes = packShard({
      labels: pictures.labels.subarray(first, end),
      pixels: pictures.pixels.subarray(first * picture.bytes, end * picture.bytes),
    });
    const hash = sha256(bytes);
    const file = `${split}-${String(number).padStart(2, '0')}-${hash.slice(0, 12)}.bin`;
    yield { entry: { file, pictures: end - first, bytes: bytes.length, sha256: hash }, bytes };
  }
}

/** Writes through to the disk, so that a rename never shows a name before its bytes. */
async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what an interrupted run left. Only the holder of the lock may call it. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (temporary.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}

/** Makes the names of a folder as lasting as the bytes behind them. Windows opens no folders, and needs no such step. */
async function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function place(folder: string, from: string, manifest: DataManifest): Promise<void> {
  const kept = new Set<string>();
  for (const entry of [...manifest.shards.training, ...manifest.shards.validation]) {
    await rename(join(from, entry.file), join(folder, entry.file));
    kept.add(entry.file);
  }
  await syncNames(folder);
  await rename(join(from, manifestName), join(folder, manifestName));
  await syncNames(folder);
  for (const name of await readdir(folder))
    if (shardName.test(name) && !kept.has(name)) await rm(join(folder, name), { force: true });
}

/**
 * Packs into `folder` and returns the manifest as it now stands there. The same pictures and identity give the same bytes. Where
 * anything fails before the last rename, the set that was there is still whole.
 */
export async function pack(
  folder: string,
  pictures: Readonly<Record<Split, Shard>>,
  identity: DataIdentity,
): Promise<DataManifest> {
  const created = await mkdir(folder, { recursive: true });
  const workshop = join(folder, `.packing-${process.pid}`);
  await rm(workshop, { recursive: true, force: true });
  await mkdir(workshop);
  try {
    const shards: Record<Split, ShardEntry[]> = { training: [], validation: [] };
    for (const split of ['training', 'validation'] as const)
      for (const { entry, bytes } of shardsOf(split, pictures[split])) {
        await writeDurably(join(workshop, entry.file), bytes);
        shards[split].push(entry);
      }
    const { source, name, archive } = identity;
    const manifest: DataManifest = { version: 1, source, name, archive, shards };
    await writeDurably(join(workshop, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await place(folder, workshop, manifest);
    return manifest;
  } catch (error) {
    if (created !== undefined) await rm(created, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}
