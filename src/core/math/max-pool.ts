/** Max pooling with a square window and a stride of its size, forward and backward, in float64. */

export interface PoolSize {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Side of the window, and stride. A last row or column that fills no window is dropped. */
  readonly window: number;
}

export interface Pooled {
  readonly output: Float64Array;
  /** For each output value, the index in the input of the value that won. */
  readonly winners: Uint32Array;
}

/**
 * out(r, c) = the largest of in(r * window + i, c * window + j). Of equal values the first in row-major order wins, and gets the
 * whole gradient. A NaN wins over numbers, so that a broken run shows.
 */
export function maxPool(input: Float64Array, size: PoolSize): Pooled {
  const { count, height, width, channels, window } = size;
  const rows = Math.floor(height / window);
  const columns = Math.floor(width / window);
  const output = new Float64Array(count * rows * columns * channels);
  const winners = new Uint32Array(output.length);
  let to = 0;
  for (let n = 0; n < count; n++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let channel = 0; channel < channels; channel++, to++) {
          const corner =
            ((n * height + row * window) * width + column * window) * channels + channel;
          const winner = largest(input, corner, width * channels, channels, window);
          winners[to] = winner;
          output[to] = input[winner]!;
        }
  return { output, winners };
}

function largest(
  input: Float64Array,
  corner: number,
  rowStride: number,
  columnStride: number,
  window: number,
): number {
  let winner = corner;
  for (let i = 0; i < window; i++)
    for (let j = 0; j < window; j++) {
      const at = corner + i * rowStride + j * columnStride;
      const value = input[at]!;
      if (value > input[winner]! || (Number.isNaN(value) && !Number.isNaN(input[winner]!)))
        winner = at;
    }
  return winner;
}

/** Each output's gradient goes to the input that won; the others get 0. `length` is the input's. */
export function maxPoolBackward(
  winners: Uint32Array,
  gradient: Float64Array,
  length: number,
): Float64Array {
  const toInput = new Float64Array(length);
  for (let i = 0; i < gradient.length; i++) toInput[winners[i]!]! += gradient[i]!;
  return toInput;
}
