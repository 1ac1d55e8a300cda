/** The rectifier, forward and backward, in float64. */

/** max(0, x), in place: nobody needs the sums before it again. NaN stays NaN, so that a broken run shows. */
export function reluInPlace(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
  return values;
}

/** The gradient passes where the output is above 0. At exactly 0 it is taken as 0, as in Keras, TensorFlow.js and PyTorch. */
export function reluBackward(output: Float64Array, gradient: Float64Array): Float64Array {
  const through = new Float64Array(gradient.length);
  for (let i = 0; i < through.length; i++) through[i] = output[i]! > 0 ? gradient[i]! : 0;
  return through;
}
