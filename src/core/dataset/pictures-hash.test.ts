import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { picturesHash } from './pictures-hash.ts';

const entry = (digit: string) => ({
  file: `${digit}.bin`,
  pictures: 1,
  bytes: 3073,
  sha256: digit.repeat(64),
});
const [a, b, c] = ['a', 'b', 'c'].map(entry) as [
  ReturnType<typeof entry>,
  ReturnType<typeof entry>,
  ReturnType<typeof entry>,
];
const set = { shards: { training: [a, b], validation: [c] } };

describe('the hash of a set of pictures', () => {
  it('is the SHA-256 of its shards’ hashes, training first', () => {
    const digits = a.sha256 + b.sha256 + c.sha256;
    expect(picturesHash(set)).toBe(createHash('sha256').update(digits).digest('hex'));
  });

  it('is another one for other bytes or another order, and the same under other file names', () => {
    const swapped = { shards: { training: [b, a], validation: [c] } };
    const changed = { shards: { training: [a, b], validation: [entry('d')] } };
    const renamed = { shards: { training: [a, b], validation: [{ ...c, file: 'x.bin' }] } };
    expect(picturesHash(swapped)).not.toBe(picturesHash(set));
    expect(picturesHash(changed)).not.toBe(picturesHash(set));
    expect(picturesHash(renamed)).toBe(picturesHash(set));
  });
});
