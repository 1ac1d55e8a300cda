/**
 * The only source of chance: counter-based, so that the same seed gives the same initial weights, order and
 * dropout masks on every engine, in any order of evaluation, on any number of workers.
 *
 * The generator is pcg4d of M. Jarzynski and M. Olano, "Hash Functions for GPU Rendering", Journal of Computer
 * Graphics Techniques 9(3), 2020: four 32-bit words in, four out, 32-bit integer arithmetic only, so that
 * WGSL, GLSL and WebAssembly give the same bits.
 */

/** What a number is drawn for. Streams never share counters. */
export const streams = {
  weights: 1,
  order: 2,
  dropout: 3,
  data: 4,
  browse: 5,
  exercises: 6,
} as const;
export type Stream = (typeof streams)[keyof typeof streams];

/** A stream of one layer's or one parameter's own: `part` counts from 0. */
export const substream = (stream: Stream, part: number): number => stream | (part << 8);

const words = new Uint32Array(4);

/** Four 32-bit words for the counter (seed, stream, epochOrStep, quad), in a buffer that the next call overwrites. */
export function quad(seed: number, stream: number, step: number, index: number): Uint32Array {
  let x = (Math.imul(seed, 1664525) + 1013904223) | 0;
  let y = (Math.imul(stream, 1664525) + 1013904223) | 0;
  let z = (Math.imul(step, 1664525) + 1013904223) | 0;
  let w = (Math.imul(index, 1664525) + 1013904223) | 0;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  w ^= w >>> 16;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  words[0] = x;
  words[1] = y;
  words[2] = z;
  words[3] = w;
  return words;
}

/** The 32-bit word number `index` of (seed, stream, step): lane `index % 4` of quad `index / 4`. */
export const word = (seed: number, stream: number, step: number, index: number): number =>
  quad(seed, stream, step, index >>> 2)[index & 3]!;

/** A number in [0, 1) with 24 random bits, the same in float32 and float64. */
export const uniform = (seed: number, stream: number, step: number, index: number): number =>
  (word(seed, stream, step, index) >>> 8) / 0x1000000;

/** A random order of 0 … count - 1 (Fisher and Yates), a function of (seed, stream, step) alone. */
export function permutation(
  count: number,
  seed: number,
  stream: number,
  step: number,
): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const drawn = Math.floor(((word(seed, stream, step, last) >>> 0) / 0x100000000) * (last + 1));
    const held = order[last]!;
    order[last] = order[drawn]!;
    order[drawn] = held;
  }
  return order;
}
