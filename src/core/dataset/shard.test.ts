import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counts, picture, shardPictures, type ShardEntry } from './catalog.ts';
import { packShard, shardBytes, unpackShard } from './shard.ts';

const entry = (pictures: number, bytes = shardBytes(pictures)): ShardEntry => ({
  file: 'training-0.bin',
  pictures,
  bytes,
  sha256: '',
});

const some = (count: number, seed: number) => ({
  labels: Uint8Array.from({ length: count }, (_, i) => (i + seed) % 3),
  pixels: Uint8Array.from({ length: count * picture.bytes }, (_, i) => (i * 31 + seed) % 251),
});

describe('a shard', () => {
  test('comes back as it was packed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.nat(), (count, seed) => {
        const shard = some(count, seed);
        const back = unpackShard(packShard(shard), entry(count));
        expect(Buffer.compare(back.labels, shard.labels)).toBe(0);
        expect(Buffer.compare(back.pixels, shard.pixels)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test('is all labels, then all pixels, and nothing else', () => {
    const bytes = packShard(some(2, 0));
    expect(bytes).toHaveLength(2 * 3073);
    expect([...bytes.subarray(0, 4)]).toEqual([0, 1, 0, 31]);
  });

  test('of the catalogue is under 4 MB, and the sets fill whole shards', () => {
    for (const split of ['training', 'validation'] as const) {
      expect(shardBytes(shardPictures[split])).toBeLessThan(4_000_000);
      expect(counts[split] % shardPictures[split]).toBe(0);
    }
  });

  test('is refused where pixels and labels, length and entry, or a label do not fit', () => {
    const { labels, pixels } = some(2, 0);
    expect(() => packShard({ labels, pixels: pixels.subarray(1) })).toThrow(
      'shard: expected 6144 pixel bytes for 2 labels, got 6143',
    );
    const bytes = packShard({ labels, pixels });
    expect(() => unpackShard(bytes.subarray(1), entry(2))).toThrow(
      'shard training-0.bin: expected 6146 bytes for 2 pictures, got 6145',
    );
    // An entry that contradicts itself is no better than a wrong file.
    expect(() => unpackShard(bytes, entry(3, bytes.length))).toThrow(
      'shard training-0.bin: expected 6146 bytes for 3 pictures, got 6146',
    );
    bytes[1] = 3;
    expect(() => unpackShard(bytes, entry(2))).toThrow(
      'shard training-0.bin: expected labels 0 to 2, got 3 at picture 1',
    );
  });
});
