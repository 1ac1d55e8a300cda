/**
 * Numbers in 16 bits (IEEE 754-2019, binary16: sign, 5 bits of exponent, 10 of fraction) and back, in plain integer arithmetic.
 * It is for storing weights: what is no finite number, or too large for 16 bits, is refused.
 */

/** Bytes of one value. */
export const float16Bytes = 2;

/** Half a unit above the largest value, 65,504: from here on rounding would give infinity. */
const overflow = 65_520;

/**
 * The 16 bits of a value, given the 32 of its float32 (finite, and in range). Rounded to nearest, ties to even. A carry out of the fraction
 * runs into the exponent, which is the next value up, as it should be.
 */
function narrow(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  // Below half of the smallest value, 2^-25, only the sign is left.
  if (exponent < 102) return sign;
  const significand = (bits & 0x7f_ffff) | 0x80_0000;
  // From 2^-14 (exponent 113) on 13 bits of fraction go; below, values are subnormal and each halving costs one more.
  const normal = exponent >= 113;
  const dropped = normal ? 13 : 126 - exponent;
  const kept = significand >>> dropped;
  const rest = significand & ((1 << dropped) - 1);
  const half = 1 << (dropped - 1);
  const up = rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0;
  // A normal significand's leading bit is one unit of the exponent.
  return sign | (kept + up + (normal ? (exponent - 113) << 10 : 0));
}

/** The value of 16 bits. Infinities and not-a-number come out as such. */
function widen(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * Two bytes a value, the lower one first.
 *
 * @throws where a value is infinite or no number, or would round to infinity, with its place.
 */
export function encodeFloat16(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const bytes = new Uint8Array(values.length * float16Bytes);
  for (let i = 0; i < values.length; i++) {
    if (!(Math.abs(values[i]!) < overflow))
      throw new Error(
        `float16: expected a number between -${overflow} and ${overflow}, got ${values[i]} at ${i}`,
      );
    const half = narrow(bits[i]!);
    bytes[2 * i] = half & 0xff;
    bytes[2 * i + 1] = half >>> 8;
  }
  return bytes;
}

/**
 * The values of `bytes`, exactly.
 *
 * @throws where the length is odd.
 */
export function decodeFloat16(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  if (bytes.length % float16Bytes !== 0)
    throw new Error(`float16: expected ${float16Bytes} bytes a value, got ${bytes.length} bytes`);
  const values = new Float32Array(bytes.length / float16Bytes);
  for (let i = 0; i < values.length; i++)
    values[i] = widen(bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
  return values;
}
