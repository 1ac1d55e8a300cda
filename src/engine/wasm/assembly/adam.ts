/** The optimiser Adam over one flat array, in place; `core/math/adam.ts` has the formula and its source. */

/**
 * `length` floats each, a multiple of 4 or padded to one. `rate` is the learning rate / (1 - beta1^t), `correction` is
 * 1 / (1 - beta2^t), `keep` and `take` are beta and 1 - beta.
 */
export function adam(
  weights: usize,
  gradient: usize,
  first: usize,
  second: usize,
  length: i32,
  rate: f32,
  keep1: f32,
  take1: f32,
  keep2: f32,
  take2: f32,
  correction: f32,
  epsilon: f32,
): void {
  for (let at: usize = 0; at < (<usize>length) << 2; at += 16) {
    const g = v128.load(gradient + at);
    const m = f32x4.add(
      f32x4.mul(f32x4.splat(keep1), v128.load(first + at)),
      f32x4.mul(f32x4.splat(take1), g),
    );
    const v = f32x4.add(
      f32x4.mul(f32x4.splat(keep2), v128.load(second + at)),
      f32x4.mul(f32x4.splat(take2), f32x4.mul(g, g)),
    );
    v128.store(first + at, m);
    v128.store(second + at, v);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, f32x4.splat(correction))), f32x4.splat(epsilon));
    const move = f32x4.div(f32x4.mul(f32x4.splat(rate), m), root);
    v128.store(weights + at, f32x4.sub(v128.load(weights + at), move));
  }
}

/** to += from, `length` floats. */
export function addTo(to: usize, from: usize, length: i32): void {
  for (const end = to + ((<usize>length) << 2); to < end; to += 16, from += 16)
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
}
