/** What tests of backward passes share: seeded values, and the derivative by small steps to both sides. For tests only. */
import { uniform } from './random.ts';

/** `length` numbers from -1 to 1, a function of the seed. */
export const someValues = (length: number, seed: number, step = 0): Float64Array =>
  Float64Array.from({ length }, (_, i) => 2 * uniform(seed, 99, step, i) - 1);

/**
 * `length` numbers of which any two, and any one and 0, are at least 1 / length apart: steps of a numerical derivative cross no
 * corner of a ReLU or of a maximum.
 */
export function apartValues(length: number, seed: number): Float64Array {
  const order = Array.from({ length }, (_, i) => i).sort(
    (a, b) => uniform(seed, 98, 0, a) - uniform(seed, 98, 0, b),
  );
  return Float64Array.from(order, (place) => (2 * place + 1 - length + (length % 2)) / length);
}

/** Sum of a * b: with random `b`, a loss whose gradient with respect to `a` is `b`. */
export const weigh = (a: ArrayLike<number>, b: Float64Array): number =>
  b.reduce((sum, value, i) => sum + value * a[i]!, 0);

/** The gradient of `loss` with respect to `at`, by central differences: (loss(x + h) - loss(x - h)) / 2h for each value. */
export function numericalGradient(at: Float64Array, loss: () => number, h = 1e-5): Float64Array {
  return at.map((value, i) => {
    at[i] = value + h;
    const above = loss();
    at[i] = value - h;
    const below = loss();
    at[i] = value;
    return (above - below) / (2 * h);
  });
}

/** The largest difference between two arrays of one length. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw new Error(`farthest: expected arrays of one length, got ${a.length} and ${b.length}`);
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const apart = Math.abs(a[i]! - b[i]!);
    if (!(apart <= most)) most = apart;
  }
  return most;
}
