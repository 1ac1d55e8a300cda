/**
 * Convolution as convolutional networks mean it, forward and backward, in plain float64 loops: the oracle that every
 * engine is compared with. It has no activation; ReLU is an operation of its own.
 */
import type { Padding } from '../network/spec.ts';

/** Pictures of `height * width * inputs` values (row, column, channel order) under square kernels, stride 1. */
export interface ConvolutionSize {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly filters: number;
  readonly kernel: number;
  readonly padding: Padding;
}

interface Frame {
  readonly rows: number;
  readonly columns: number;
  /** Zero rows above and columns to the left; with `same` and an even kernel, Keras puts the odd one below and right. */
  readonly before: number;
}

function frame(size: ConvolutionSize): Frame {
  const loss = size.padding === 'same' ? 0 : size.kernel - 1;
  return {
    rows: size.height - loss,
    columns: size.width - loss,
    before: size.padding === 'same' ? Math.floor((size.kernel - 1) / 2) : 0,
  };
}

/**
 * Calls `visit` for each output cell and each kernel cell that lies inside the picture. Padding is zero and adds
 * nothing, so it is passed over.
 */
function eachTap(
  size: ConvolutionSize,
  visit: (input: number, kernel: number, output: number) => void,
): void {
  const { rows, columns, before } = frame(size);
  const { count, height, width, inputs, filters, kernel } = size;
  for (let n = 0; n < count; n++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let i = 0; i < kernel; i++) {
          const y = row + i - before;
          if (y < 0 || y >= height) continue;
          for (let j = 0; j < kernel; j++) {
            const x = column + j - before;
            if (x < 0 || x >= width) continue;
            visit(
              ((n * height + y) * width + x) * inputs,
              (i * kernel + j) * inputs * filters,
              ((n * rows + row) * columns + column) * filters,
            );
          }
        }
}

/**
 * out(n, r, c, f) = bias(f) + sum over i, j, k of in(n, r + i - before, c + j - before, k) * kernel(i, j, k, f):
 * a cross-correlation, for the kernel is not flipped (Goodfellow, Bengio and Courville, "Deep Learning", 2016, eq. 9.6; Keras's
 * Conv2D does the same). The innermost loop runs over filters, which lie side by side in kernel and output.
 */
export function convolve(
  input: Float64Array,
  kernel: Float64Array,
  bias: Float64Array,
  size: ConvolutionSize,
): Float64Array {
  const { inputs, filters } = size;
  const { rows, columns } = frame(size);
  const out = new Float64Array(size.count * rows * columns * filters);
  for (let at = 0; at < out.length; at += filters) out.set(bias, at);
  eachTap(size, (from, tap, to) => {
    for (let k = 0; k < inputs; k++) {
      const value = input[from + k]!;
      const row = tap + k * filters;
      for (let f = 0; f < filters; f++) out[to + f]! += value * kernel[row + f]!;
    }
  });
  return out;
}

export interface ConvolutionGradient {
  /** Of the input; null where it was not asked for. */
  readonly input: Float64Array | null;
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/**
 * The chain rule through `convolve`, with g the gradient of the output: the bias gets the sum of g, kernel(i, j, k, f) the sum of
 * in * g over the cells that it met, and in(y, x, k) the sum of kernel * g over the outputs that it fed (Goodfellow et
 * al. 2016, eqs. 9.11 to 9.13). The first layer can leave out the input's gradient: nobody learns from it.
 */
export function convolveBackward(
  input: Float64Array,
  kernel: Float64Array,
  gradient: Float64Array,
  size: ConvolutionSize,
  wantInput: boolean,
): ConvolutionGradient {
  const { inputs, filters } = size;
  const toInput = new Float64Array(wantInput ? input.length : 0);
  const toKernel = new Float64Array(kernel.length);
  const toBias = new Float64Array(filters);
  for (let at = 0; at < gradient.length; at += filters)
    for (let f = 0; f < filters; f++) toBias[f]! += gradient[at + f]!;
  eachTap(size, (from, tap, to) => {
    for (let k = 0; k < inputs; k++) {
      const value = input[from + k]!;
      const row = tap + k * filters;
      let sum = 0;
      for (let f = 0; f < filters; f++) {
        const g = gradient[to + f]!;
        toKernel[row + f]! += value * g;
        sum += kernel[row + f]! * g;
      }
      if (wantInput) toInput[from + k]! += sum;
    }
  });
  return { input: wantInput ? toInput : null, kernel: toKernel, bias: toBias };
}
