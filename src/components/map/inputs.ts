/**
 * Which channels a map is made of, and which channels it goes into, largest first: what edges are drawn for. The sums themselves are
 * made in `core/network/explain-contributions.ts`.
 */
import { contributions } from '../../core/network/explain-contributions.ts';
import type { Traces } from '../../core/network/explain.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { view } from '../../core/network/parameters.ts';
import { shapes } from '../../core/network/shapes.ts';
import type { Convolution } from '../../core/network/spec.ts';

/** Maps with the weights that made them. */
export type Seen = Traces & { readonly weights: Float32Array };

/** A channel at one end of an edge, and what goes along it, added up over the whole map: signed. */
export interface Edge {
  readonly channel: number;
  readonly amount: number;
}

export interface Edges {
  /** The layer at the other end; null: the picture. */
  readonly layer: string | null;
  /** Largest size first, without those of size 0, `drawn` at most. */
  readonly drawn: readonly Edge[];
  /** Channels that the other layer has. */
  readonly count: number;
  /** Those that the map is really computed from, or goes into: all of them, or the one of the same number. */
  readonly linked: number;
  /** Of all sizes added up, the share of those drawn, 0 to 1. */
  readonly share: number;
}

export const mostDrawn = 12;

const along = shapes(network);
const indexOf = (layer: string): number => network.layers.findIndex(({ id }) => id === layer);

function edgesOf(layer: string | null, amounts: Float64Array, linked: number): Edges {
  const all = Array.from(amounts, (amount, channel): Edge => ({ channel, amount }));
  const size = (edges: readonly Edge[]) =>
    edges.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const drawn = all
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, mostDrawn);
  const whole = size(all);
  return { layer, drawn, count: all.length, linked, share: whole > 0 ? size(drawn) / whole : 1 };
}

/** Whether every output channel reads every input channel. */
export function mixes(layer: string): boolean {
  const { kind } = network.layers[indexOf(layer)]!;
  return kind === 'convolution' || kind === 'dense';
}

/** What a map is made of: sums of products over all cells, before bias and ReLU; for other layers what they take over. */
export function inputsOf(seen: Seen, layer: string, channel: number): Edges {
  const index = indexOf(layer);
  const amounts = contributions(network, layout, seen.weights, seen, { layer, channel });
  return edgesOf(network.layers[index - 1]?.id ?? null, amounts, mixes(layer) ? amounts.length : 1);
}

/** What a map adds to each map of the next layer; null for the last layer. */
export function feedsOf(seen: Seen, layer: string, channel: number): Edges | null {
  const next = network.layers[indexOf(layer) + 1];
  if (!next) return null;
  const shape = along[indexOf(next.id) + 1]!;
  if (next.kind === 'convolution')
    return edgesOf(next.id, convolved(seen, layer, channel, next), next.filters);
  const amounts = new Float64Array(shape.channels);
  if (next.kind === 'dense') {
    const kernel = view(layout, seen.weights, `${next.id}/kernel`);
    const value = seen.layers.get(layer)!.data[channel]!;
    for (let unit = 0; unit < next.units; unit++)
      amounts[unit] = value * kernel[channel * next.units + unit]!;
    return edgesOf(next.id, amounts, next.units);
  }
  // Flatten puts a channel's cells at one place of the list each; the others keep its number.
  const cells = next.kind === 'flatten' ? shape.channels / along[indexOf(next.id)]!.channels : 1;
  for (let cell = 0; cell < cells; cell++) {
    const to = cell * (shape.channels / cells) + channel;
    amounts[to] = contributions(network, layout, seen.weights, seen, {
      layer: next.id,
      channel: to,
    })[channel]!;
  }
  return edgesOf(next.id, amounts, cells);
}

/** One input channel's products with each filter, added up over the output: a tap meets a rectangle, summed once for all filters. */
function convolved(seen: Seen, from: string, channel: number, to: Convolution): Float64Array {
  const { data, height, width, channels } = seen.layers.get(from)!;
  const kernel = view(layout, seen.weights, `${to.id}/kernel`);
  const before = to.padding === 'same' ? Math.floor((to.kernel - 1) / 2) : 0;
  const output = along[indexOf(to.id) + 1]!;
  const amounts = new Float64Array(to.filters);
  for (let tap = 0; tap < to.kernel ** 2; tap++) {
    const top = Math.floor(tap / to.kernel) - before;
    const left = (tap % to.kernel) - before;
    let sum = 0;
    for (let row = Math.max(0, top); row < Math.min(height, top + output.height); row++)
      for (let column = Math.max(0, left); column < Math.min(width, left + output.width); column++)
        sum += data[(row * width + column) * channels + channel]!;
    for (let filter = 0; filter < to.filters; filter++)
      amounts[filter]! += sum * kernel[(tap * channels + channel) * to.filters + filter]!;
  }
  return amounts;
}
