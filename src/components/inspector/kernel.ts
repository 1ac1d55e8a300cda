/** The kernel of one filter as a raster: pure arithmetic on the flat weights. */
import { domainOf, paletteOf } from '../marks/colour.ts';
import type { Raster } from '../marks/paint.ts';
import type { ParameterLayout } from '../../core/network/parameters.ts';
import { view } from '../../core/network/parameters.ts';

export interface KernelBlock {
  /** `values[(row * size + column) * inputs + input]`. */
  readonly values: Float32Array;
  readonly size: number;
  readonly inputs: number;
}

/** The size x size x inputs block of filter `filter` of a convolution; null where the layer has no kernel of that form. */
export function kernelOf(
  layout: ParameterLayout,
  weights: Float32Array,
  layer: string,
  filter: number,
): KernelBlock | null {
  const shape = layout.parameters.find((p) => p.name === `${layer}/kernel`)?.shape;
  if (shape?.length !== 4) return null;
  const [size, , inputs, filters] = shape as [number, number, number, number];
  if (filter >= filters) return null;
  const all = view(layout, weights, `${layer}/kernel`);
  const values = new Float32Array(size * size * inputs);
  for (let i = 0; i < values.length; i++) values[i] = all[i * filters + filter]!;
  return { values, size, inputs };
}

/** The weights of one slice, row by row: what a filter multiplies one channel of its input with. */
export const sliceOf = ({ values, size, inputs }: KernelBlock, input: number): readonly number[] =>
  Array.from({ length: size * size }, (_, place) => values[place * inputs + input]!);

/** The bias of one filter. Throws where the layer has none. */
export const biasOf = (
  layout: ParameterLayout,
  weights: Float32Array,
  layer: string,
  filter: number,
): number => view(layout, weights, `${layer}/bias`)[filter]!;

/** The four numbers that BatchNorm has for a channel; null where the layer has none. */
export function normOf(
  layout: ParameterLayout,
  weights: Float32Array,
  layer: string,
  channel: number,
): { gamma: number; beta: number; mean: number; variance: number } | null {
  if (!layout.parameters.some(({ name }) => name === `${layer}/gamma`)) return null;
  const read = (part: string): number => view(layout, weights, `${layer}/${part}`)[channel]!;
  return {
    gamma: read('gamma'),
    beta: read('beta'),
    mean: read('moving_mean'),
    variance: read('moving_variance'),
  };
}

/**
 * All slices of a block side by side, `columns` a row, with one transparent pixel between them: orange above zero, purple
 * below, on one scale for the whole block.
 */
export function paintKernel({ values, size, inputs }: KernelBlock, columns: number): Raster {
  const rows = Math.ceil(inputs / columns);
  const width = columns * (size + 1) - 1;
  const height = rows * (size + 1) - 1;
  const data = new Uint8ClampedArray(width * height * 4);
  const colours = paletteOf('weights');
  const [, reach] = domainOf('weights', Math.min(...values), Math.max(...values));
  for (let input = 0; input < inputs; input++) {
    const left = (input % columns) * (size + 1);
    const top = Math.floor(input / columns) * (size + 1);
    for (let place = 0; place < size * size; place++) {
      const share = (values[place * inputs + input]! / reach + 1) / 2;
      const index = Math.round(share * 255) * 4;
      const pixel = (top + Math.floor(place / size)) * width + left + (place % size);
      data.set(colours.subarray(index, index + 4), pixel * 4);
    }
  }
  return { width, height, data };
}

/** A block over red, green and blue as one small picture: mid-grey is zero, the ends are `reach` below and above it. */
export function paintComposite(
  { values, size }: KernelBlock,
  reach = domainOf('weights', Math.min(...values), Math.max(...values))[1],
): Raster {
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let place = 0; place < size * size; place++)
    for (let part = 0; part < 3; part++)
      data[place * 4 + part] = Math.round((values[place * 3 + part]! / reach + 1) * 127.5);
  return { width: size, height: size, data };
}
