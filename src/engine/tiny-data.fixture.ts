/** A data set of a few pictures in the packed format, made by counting, and the loopback server that hands it out. */
import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  picture,
  type DataManifest,
  type ShardEntry,
  type Split,
} from '../core/dataset/catalog.ts';
import { packShard } from '../core/dataset/shard.ts';

export interface TinyData {
  readonly manifest: DataManifest;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Picture `place` has label `place % 3` and bytes that tell its place. */
export const pixelOf = (place: number, index: number): number => (place * 37 + index * 11) & 255;

function shard(first: number, count: number): Uint8Array<ArrayBuffer> {
  const labels = Uint8Array.from({ length: count }, (_, i) => (first + i) % 3);
  const pixels = new Uint8Array(count * picture.bytes);
  for (let i = 0; i < count; i++)
    for (let p = 0; p < picture.bytes; p++) pixels[i * picture.bytes + p] = pixelOf(first + i, p);
  return Uint8Array.from(packShard({ labels, pixels }));
}

/** `parts[split]`: pictures of each shard. */
export function tinyData(parts: Readonly<Record<Split, readonly number[]>>): TinyData {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const entries = (split: Split): ShardEntry[] => {
    let first = 0;
    return parts[split].map((pictures, index) => {
      const bytes = shard(first, pictures);
      first += pictures;
      const sha256 = hashOf(bytes);
      const file = `${split}-${index}-${sha256.slice(0, 8)}.bin`;
      files.set(file, bytes);
      return { file, pictures, bytes: bytes.length, sha256 };
    });
  };
  const shards = { training: entries('training'), validation: entries('validation') };
  return {
    manifest: { version: 1, source: 'procedural', name: 'counted pictures', archive: null, shards },
    files,
  };
}

/** A `fetch` that answers from memory. */
export const fetchFrom =
  ({ files }: TinyData) =>
  async (url: string): Promise<Response> => {
    const bytes = files.get(url.slice(url.lastIndexOf('/') + 1));
    return bytes ? new Response(bytes) : new Response('not here', { status: 404 });
  };

/** Serves on 127.0.0.1; `close` ends every connection. */
export async function serve(
  listener: RequestListener,
): Promise<{ base: string; close: () => Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
