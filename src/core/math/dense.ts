/** A fully connected layer, forward and backward, in float64. Softmax is an operation of its own. */

/** out(n, u) = bias(u) + sum over i of in(n, i) * kernel(i, u); the kernel is `inputs x units`, a row for each input. */
export function dense(input: Float64Array, kernel: Float64Array, bias: Float64Array): Float64Array {
  const units = bias.length;
  const inputs = kernel.length / units;
  const count = input.length / inputs;
  const out = new Float64Array(count * units);
  for (let n = 0; n < count; n++) {
    out.set(bias, n * units);
    for (let i = 0; i < inputs; i++)
      for (let u = 0; u < units; u++)
        out[n * units + u]! += input[n * inputs + i]! * kernel[i * units + u]!;
  }
  return out;
}

export interface DenseGradient {
  readonly input: Float64Array;
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/**
 * With g the gradient of the output: in(n, i) gets sum over u of kernel(i, u) * g(n, u), kernel(i, u) the sum over n of
 * in(n, i) * g(n, u), bias(u) the sum over n of g(n, u). (Goodfellow et al., "Deep Learning", 2016, section 6.5.)
 */
export function denseBackward(
  input: Float64Array,
  kernel: Float64Array,
  gradient: Float64Array,
  units: number,
): DenseGradient {
  const inputs = kernel.length / units;
  const toInput = new Float64Array(input.length);
  const toKernel = new Float64Array(kernel.length);
  const toBias = new Float64Array(units);
  for (let n = 0; n < input.length / inputs; n++)
    for (let u = 0; u < units; u++) {
      const g = gradient[n * units + u]!;
      toBias[u]! += g;
      for (let i = 0; i < inputs; i++) {
        toInput[n * inputs + i]! += kernel[i * units + u]! * g;
        toKernel[i * units + u]! += input[n * inputs + i]! * g;
      }
    }
  return { input: toInput, kernel: toKernel, bias: toBias };
}
