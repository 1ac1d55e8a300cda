import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16, float16Bytes } from './float16.ts';

/** What Node itself makes of 16-bit numbers: the oracle. TypeScript's library does not know these yet. */
interface Float16Native {
  readonly Math: { f16round(value: number): number };
  readonly Float16Array: new (values: ArrayBuffer | readonly number[]) => ArrayLike<number> & {
    readonly buffer: ArrayBuffer;
  };
}
const native = globalThis as unknown as Float16Native;

const stored = (value: number): number => decodeFloat16(encodeFloat16(Float32Array.of(value)))[0]!;
const bitsOf = (value: number): number => {
  const [low, high] = encodeFloat16(Float32Array.of(value));
  return low! | (high! << 8);
};

/** Every finite 16-bit number, as bits. */
const finite = Array.from({ length: 0x10000 }, (_, bits) => bits).filter(
  (bits) => (bits & 0x7c00) !== 0x7c00,
);

describe('numbers in 16 bits', () => {
  it('decode as Node decodes them, all 65,536', () => {
    const all = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
    const ours = decodeFloat16(new Uint8Array(all.buffer));
    expect(Array.from(ours)).toStrictEqual(Array.from(new native.Float16Array(all.buffer)));
  });

  it('encode to the bits they came from, every finite one', () => {
    const bytes = new Uint8Array(Uint16Array.from(finite).buffer);
    expect(encodeFloat16(decodeFloat16(bytes))).toStrictEqual(bytes);
  });

  it('round as Node rounds, whatever the bits of the float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -65519, max: 65519 }), (value) => {
        expect(Object.is(stored(value), native.Math.f16round(value))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('round as Node rounds around every tie and the two values beside it', () => {
    const bits = new Uint32Array(1);
    const value = new Float32Array(bits.buffer);
    const seen: number[] = [];
    const wanted: number[] = [];
    for (const half of finite) {
      const next = half + 1;
      if ((next & 0x7c00) === 0x7c00) continue;
      const [from, to] = decodeFloat16(new Uint8Array(Uint16Array.of(half, next).buffer));
      value[0] = (from! + to!) / 2;
      const middle = bits[0]!;
      for (const beside of [-1, 0, 1]) {
        bits[0] = middle + beside;
        if (Number.isNaN(value[0])) continue;
        seen.push(stored(value[0]!));
        wanted.push(native.Math.f16round(value[0]!));
      }
    }
    expect(seen.length).toBeGreaterThan(190_000);
    expect(seen.findIndex((one, i) => !Object.is(one, wanted[i]))).toBe(-1);
  });

  it('keep the sign of zero, and lose what is below half of the smallest', () => {
    expect(bitsOf(0)).toBe(0);
    expect(bitsOf(-0)).toBe(0x8000);
    expect(bitsOf(2 ** -25)).toBe(0);
    expect(bitsOf(-(2 ** -26))).toBe(0x8000);
    expect(bitsOf(1.0001 * 2 ** -25)).toBe(1);
    expect(bitsOf(1e-40)).toBe(0);
  });

  it('lie within 2^-11 of what they stand for where they are normal, and 2^-25 below', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -65504, max: 65504 }), (value) => {
        const bound = Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);
        expect(Math.abs(stored(value) - value)).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it('are read from a view into a larger buffer as from one of their own', () => {
    const values = Float32Array.of(9, 1, -2.5, 0.1, 9).subarray(1, 4);
    const bytes = encodeFloat16(values);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(bytes).toHaveLength(3 * float16Bytes);
    expect(decodeFloat16(larger.subarray(3))).toStrictEqual(decodeFloat16(bytes));
  });

  it.each([Infinity, -Infinity, NaN, 65520, -65520, 3e38])('refuse %d, with its place', (value) => {
    expect(() => encodeFloat16(Float32Array.of(1, value))).toThrow(
      `got ${Math.fround(value)} at 1`,
    );
  });

  it('take the largest value, and what rounds down to it', () => {
    expect(stored(65504)).toBe(65504);
    expect(stored(65519)).toBe(65504);
  });

  it('refuse half a number', () => {
    expect(() => decodeFloat16(new Uint8Array(3))).toThrow('got 3 bytes');
  });
});
