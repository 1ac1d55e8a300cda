/**
 * Dropout with a given mask, in float64: "inverted", so that evaluation needs no scaling (N. Srivastava et al.,
 * "Dropout", JMLR 15, 2014, section 10, as Keras has it). It draws nothing; masks come from `network/initial.ts`.
 */

/**
 * x / (1 - rate) where the mask is 1, else 0. The gradient takes the same way back, so this is also the backward pass.
 * A mask of another length is an error.
 */
export function dropOut(values: Float64Array, mask: Uint8Array, rate: number): Float64Array {
  if (mask.length !== values.length)
    throw new Error(`dropout: expected a mask of ${values.length} values, got ${mask.length}`);
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = mask[i] === 1 ? values[i]! / (1 - rate) : 0;
  return out;
}
