import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

const known = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('SHA-256 in plain loops', () => {
  it('gives the digest that FIPS 180-4 prints for "abc"', () => {
    expect(sha256(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('agrees with the system for every length around the padding’s edges', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 131 + length) & 255);
      expect(sha256(bytes)).toBe(known(bytes));
    }
  });

  it('agrees with the system for any bytes, also as a view into a larger buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(64), (bytes, offset) => {
        const larger = new Uint8Array(bytes.length + offset + 3);
        larger.set(bytes, offset);
        expect(sha256(larger.subarray(offset, offset + bytes.length))).toBe(known(bytes));
      }),
    );
  });

  it('takes a whole shard of 3.8 MB in a bearable time', () => {
    const bytes = new Uint8Array(3_841_250).fill(7);
    expect(sha256(bytes)).toBe(known(bytes));
  });
});
