/** The filters of the network's first layer, out of the flat weights or out of what a page brings along. */
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { view } from '../../core/network/parameters.ts';

/** The layer whose filters these are. */
export const firstLayer = network.layers[0]!.id;

export interface FirstFilters {
  /** `kernel[((row * 3 + column) * 3 + channel) * count + filter]`. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** Of all parameters of the network, flat. */
export const filtersOf = (weights: Float32Array): FirstFilters => ({
  kernel: view(layout, weights, `${firstLayer}/kernel`),
  bias: view(layout, weights, `${firstLayer}/bias`),
});

export interface Filter {
  /** 27 weights in row, column, channel order. */
  readonly values: Float64Array;
  readonly bias: number;
}

/** One filter. Throws where there is none of that number, which counts from 0. */
export function filterAt({ kernel, bias }: FirstFilters, filter: number): Filter {
  const count = bias.length;
  if (!Number.isInteger(filter) || filter < 0 || filter >= count)
    throw new Error(`filter: expected a number from 0 to ${count - 1}, got ${filter}`);
  const values = Float64Array.from(
    { length: kernel.length / count },
    (_, i) => kernel[i * count + filter]!,
  );
  return { values, bias: bias[filter]! };
}
