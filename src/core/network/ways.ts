/**
 * How many ways lead from a pixel up to a cell: chains of windows, one a layer, each holding the place before it. It counts
 * possibilities, and knows no weights; how much a pixel matters is `pixel-gradient.ts`.
 */
import { shapes } from './shapes.ts';
import type { Layer, Network } from './spec.ts';

/** Places of a layer's input that the window of output place `at` holds, along one axis; some may lie outside of the grid. */
function windowAt(layer: Layer, at: number): readonly number[] {
  switch (layer.kind) {
    case 'convolution': {
      const before = layer.padding === 'same' ? Math.floor((layer.kernel - 1) / 2) : 0;
      return Array.from({ length: layer.kernel }, (_, tap) => at - before + tap);
    }
    case 'max-pool':
      return Array.from({ length: layer.size }, (_, tap) => at * layer.size + tap);
    case 'batch-norm':
    case 'dropout':
      return [at];
    case 'flatten':
    case 'dense':
      throw new Error(`ways: expected a layer with places, got ${layer.id}`);
  }
}

/**
 * For each row of pixels the number of ways along one axis to the cells in row `row` of a layer; columns are the same, and the ways
 * of a pixel are those of its row times those of its column. What lies in the padding has none. Throws for a layer that the
 * network does not have or whose output has no places, and for a row outside of its grid.
 */
export function waysAlong(network: Network, id: string, row: number): readonly number[] {
  const along = shapes(network);
  const index = network.layers.findIndex((layer) => layer.id === id);
  const { height } = along[index + 1]!;
  if (index < 0 || !Number.isInteger(row) || row < 0 || row >= height)
    throw new Error(`ways: expected a row of a layer, got ${id} ${row}`);
  let ways = new Array<number>(height).fill(0);
  ways[row] = 1;
  for (let below = index; below >= 0; below--) {
    const under = new Array<number>(along[below]!.height).fill(0);
    ways.forEach((count, at) => {
      for (const place of windowAt(network.layers[below]!, at))
        if (under[place] !== undefined) under[place] += count;
    });
    ways = under;
  }
  return ways;
}
