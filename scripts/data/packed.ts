/** The packed set that already stands in a folder: whole and sound, or not there. Reads only, but for the stamp. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DataManifest, ShardEntry } from '../../src/core/dataset/catalog.ts';
import { manifestName, packerVersion, shardName } from './pack.ts';

export interface Packed {
  readonly manifest: DataManifest;
  readonly manifestSha256: string;
}

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

async function holds(folder: string, entry: ShardEntry): Promise<boolean> {
  if (!shardName.test(entry.file)) return false;
  const bytes = await readFile(join(folder, entry.file));
  return bytes.length === entry.bytes && sha256(bytes) === entry.sha256;
}

/** Null where there is no set, or where one byte of it differs from its manifest. */
export async function readPacked(folder: string): Promise<Packed | null> {
  try {
    const text = await readFile(join(folder, manifestName), 'utf8');
    const manifest = JSON.parse(text) as DataManifest;
    if (manifest.version !== 1) return null;
    for (const entry of [...manifest.shards.training, ...manifest.shards.validation])
      if (!(await holds(folder, entry))) return null;
    return { manifest, manifestSha256: sha256(text) };
  } catch {
    return null;
  }
}

/** Why the drawn pictures were taken; decides whether the next run asks a host again. */
export type Reason = 'wanted' | 'offline' | 'unreachable' | 'slow' | 'chosen';

/** What a set was packed from, by which version of the packer. */
export interface Stamp {
  readonly packer: number;
  /** The archive's hash, or the version and seed of the drawn set. */
  readonly input: string;
  readonly manifestSha256: string;
  readonly reason: Reason | null;
}

/** Each data folder has its own stamp in the cache folder. */
const stampPath = (cache: string, folder: string): string =>
  join(cache, `data-${sha256(resolve(folder)).slice(0, 12)}.json`);

/** Null where the set was packed by another version, by hand, or not at all. */
export async function readStamp(
  cache: string,
  folder: string,
  packed: Packed | null,
): Promise<Stamp | null> {
  try {
    const stamp = JSON.parse(await readFile(stampPath(cache, folder), 'utf8')) as Stamp;
    const fits = stamp.packer === packerVersion && stamp.manifestSha256 === packed?.manifestSha256;
    return fits ? stamp : null;
  } catch {
    return null;
  }
}

export async function writeStamp(
  cache: string,
  folder: string,
  stamp: Omit<Stamp, 'packer'>,
): Promise<void> {
  const path = stampPath(cache, folder);
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  try {
    await writeFile(fresh, JSON.stringify({ packer: packerVersion, ...stamp }));
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
}
