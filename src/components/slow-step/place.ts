/** Which weight of the network is meant: a layer with a kernel, a filter, what it reads, and one tap. Arithmetic on the layout only. */
import { blocksOf } from '../../core/network/blocks.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import type { Parameter } from '../../core/network/parameters.ts';

/** All counted from 0. In the dense layer `filter` is the class and `input` the place in the list; it has one tap. */
export interface WeightPlace {
  readonly layer: string;
  readonly filter: number;
  readonly input: number;
  readonly tap: number;
}

/** The size of a kernel: `side` x `side` taps for each of `inputs`, in each of `filters`. */
export interface KernelSize {
  readonly layer: string;
  readonly side: number;
  readonly inputs: number;
  readonly filters: number;
  /** First index in the flat array. */
  readonly offset: number;
}

function sizeOf({ layer, shape, offset }: Parameter): KernelSize {
  const [filters, inputs, side] = [...shape].reverse() as [number, number, number?];
  return { layer, side: side ?? 1, inputs, filters, offset };
}

/** Of every layer that has weights, in the order of the listing. */
export const kernels: readonly KernelSize[] = layout.parameters
  .filter(({ part }) => part === 'kernel')
  .map(sizeOf);

/** Throws for a layer without a kernel. */
export function kernelSize(layer: string): KernelSize {
  const found = kernels.find((one) => one.layer === layer);
  if (!found) throw new Error(`kernel: expected a layer with weights, got "${layer}"`);
  return found;
}

/** The same place in another layer, or the nearest that this layer has. */
export function placeIn(place: WeightPlace): WeightPlace {
  const { side, inputs, filters } = kernelSize(place.layer);
  const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
  return {
    layer: place.layer,
    filter: within(place.filter, filters),
    input: within(place.input, inputs),
    tap: within(place.tap, side * side),
  };
}

/** Index in the flat array: kernels lie as rows, columns, inputs, filters. Throws outside of the kernel. */
export function indexOf({ layer, filter, input, tap }: WeightPlace): number {
  const { side, inputs, filters, offset } = kernelSize(layer);
  const fits = (value: number, count: number): boolean =>
    Number.isInteger(value) && value >= 0 && value < count;
  if (!fits(tap, side * side) || !fits(input, inputs) || !fits(filter, filters))
    throw new Error(
      `kernel: expected a tap, input and filter of ${layer} (${side * side}, ${inputs}, ${filters}), got ${tap}, ${input}, ${filter}`,
    );
  return offset + (tap * inputs + input) * filters + filter;
}

/** The batch norm nearest to a layer: that of its block; for the layer that answers, the last one. */
export function normNear(layer: string): { readonly id: string; readonly momentum: number } {
  const norm = (layers: (typeof network)['layers']) =>
    layers.flatMap((one) => (one.kind === 'batch-norm' ? [one] : [])).at(-1);
  const block = blocksOf(network).find(({ layers }) => layers.some(({ id }) => id === layer));
  const found = norm(block?.layers ?? []) ?? norm(network.layers);
  if (!found) throw new Error('slow step: expected a network with batch norm');
  return found;
}
