/** The one place where the two builds differ: a fused multiply-add where the engine has one, else a product and a sum. */

/** a * b + c in four lanes. Fused (one rounding) in the relaxed build if the processor can. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
