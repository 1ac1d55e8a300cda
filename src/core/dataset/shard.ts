/**
 * The packed format of pictures: all label bytes, then all pixel bytes (row, column, channel order), nothing
 * else. Names, counts and hashes stand in the manifest.
 */
import { picture, type ShardEntry } from './catalog.ts';

export interface Shard {
  readonly labels: Uint8Array;
  readonly pixels: Uint8Array;
}

/** Bytes of a shard of `pictures` pictures. */
export const shardBytes = (pictures: number): number => pictures * (1 + picture.bytes);

export function packShard({ labels, pixels }: Shard): Uint8Array {
  if (pixels.length !== labels.length * picture.bytes)
    throw new Error(
      `shard: expected ${labels.length * picture.bytes} pixel bytes for ${labels.length} labels, got ${pixels.length}`,
    );
  const bytes = new Uint8Array(shardBytes(labels.length));
  bytes.set(labels);
  bytes.set(pixels, labels.length);
  return bytes;
}

/** Views into `bytes`. Throws where the length or a label does not fit the entry. */
export function unpackShard(bytes: Uint8Array, entry: ShardEntry): Shard {
  if (bytes.length !== entry.bytes || bytes.length !== shardBytes(entry.pictures))
    throw new Error(
      `shard ${entry.file}: expected ${entry.bytes} bytes for ${entry.pictures} pictures, got ${bytes.length}`,
    );
  const labels = bytes.subarray(0, entry.pictures);
  const wrong = labels.findIndex((label) => label > 2);
  if (wrong >= 0)
    throw new Error(
      `shard ${entry.file}: expected labels 0 to 2, got ${labels[wrong]} at picture ${wrong}`,
    );
  return { labels, pixels: bytes.subarray(entry.pictures) };
}
