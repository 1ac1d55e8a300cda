/**
 * From an archive file to checked pictures, in memory: hash, gunzip under a ceiling, tar members by exact name, records.
 * Writes nothing.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Split } from '../../src/core/dataset/catalog.ts';
import { pickClasses } from '../../src/core/dataset/cifar.ts';
import type { Shard } from '../../src/core/dataset/shard.ts';
import type { ArchiveLayout } from './archive-catalog.ts';
import { readTar } from './tar.ts';

export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
}

/** SHA-256 and size of a file's bytes. Throws a readable sentence where it is no readable file. */
export async function hashFile(path: string): Promise<FileHash> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is not a file');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    throw new Error(`archive: expected a readable file at ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** What is wrong with a file's first bytes, if they are not gzip's: a saved web page's never are. Null if nothing is. */
export function gzipFault(first: Uint8Array): string | null {
  if (first[0] === 0x1f && first[1] === 0x8b) return null;
  const got = Buffer.from(first.subarray(0, 2)).toString('hex') || 'nothing';
  return `expected the first bytes of gzip, 1f8b, got ${got}`;
}

async function expectGzipFile(path: string): Promise<void> {
  const file = await open(path);
  try {
    const first = new Uint8Array(2);
    const { bytesRead } = await file.read(first, 0, 2, 0);
    const fault = gzipFault(first.subarray(0, bytesRead));
    if (fault) throw new Error(`archive: ${fault}`);
  } finally {
    await file.close();
  }
}

async function* below(
  ceiling: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > ceiling)
      throw new Error(
        `gzip: expected at most ${ceiling} unpacked bytes, got more; reading stopped`,
      );
    yield chunk;
  }
}

const gzipFaults: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'expected a whole stream, got one that ends early',
  Z_DATA_ERROR: 'expected sound data and nothing behind it, got a broken or padded stream',
};

/** Error of zlib as a sentence of ours; others as they are. */
function readable(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const fault = code === undefined ? undefined : gzipFaults[code];
  return fault ? new Error(`gzip: ${fault} (${message})`, { cause: error }) : (error as Error);
}

/** The pictures of both splits. Throws, naming what was expected and found, at the first thing that does not fit. */
export async function readArchive(
  path: string,
  layout: ArchiveLayout,
): Promise<Record<Split, Shard>> {
  await expectGzipFile(path);
  const names = [...layout.members.training, ...layout.members.validation];
  const members = new Map<string, Uint8Array>();
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const { size } = await stat(path);
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), gunzip, (chunks) =>
      readTar(
        below(layout.ceiling, chunks as AsyncIterable<Uint8Array>),
        names,
        layout.memberBytes,
        ({ name, bytes }) => void members.set(name, bytes),
      ),
    );
  } catch (error) {
    throw readable(error);
  }
  // zlib stops without a word where zeros follow the stream.
  if (gunzip.bytesWritten !== size)
    throw new Error(
      `gzip: expected the stream to end with the file at byte ${size}, it ends at ${gunzip.bytesWritten}`,
    );
  const pick = (split: Split): Shard =>
    pickClasses(
      layout.members[split].map((name) => ({ name, bytes: members.get(name)! })),
      layout.perClass[split],
    );
  return { training: pick('training'), validation: pick('validation') };
}
