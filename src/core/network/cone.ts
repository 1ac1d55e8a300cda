/**
 * The cone under a cell: which cells of every layer before it, and which pixels, it is computed from. Whole rectangles only; how much
 * each of them matters is `pixel-gradient.ts`.
 */
import { shapes } from './shapes.ts';
import type { Layer, Network, Shape } from './spec.ts';

/** Cells (or pixels) of one grid, 0-based. */
export interface Patch {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/** One grid that the cone passes through. */
export interface ConeLevel {
  /** The layer whose output it is; null: the picture. */
  readonly id: string | null;
  readonly grid: Shape;
  /** With what lies beyond the grid's edges, in the zero padding. */
  readonly whole: Patch;
  /** The part inside the grid that is really read. A row that a pooling layer drops is never in it. */
  readonly seen: Patch;
}

/** What a layer reads to make a patch of its output; null where its output has no places. */
function readFor(layer: Layer, { row, column, height, width }: Patch): Patch | null {
  switch (layer.kind) {
    case 'convolution': {
      const before = layer.padding === 'same' ? Math.floor((layer.kernel - 1) / 2) : 0;
      const more = layer.kernel - 1;
      return {
        row: row - before,
        column: column - before,
        height: height + more,
        width: width + more,
      };
    }
    case 'max-pool': {
      const { size } = layer;
      return {
        row: row * size,
        column: column * size,
        height: height * size,
        width: width * size,
      };
    }
    case 'batch-norm':
    case 'dropout':
      return { row, column, height, width };
    case 'flatten':
    case 'dense':
      return null;
  }
}

function clip(patch: Patch, grid: Shape): Patch {
  const row = Math.max(0, patch.row);
  const column = Math.max(0, patch.column);
  return {
    row,
    column,
    height: Math.min(grid.height, patch.row + patch.height) - row,
    width: Math.min(grid.width, patch.column + patch.width) - column,
  };
}

/**
 * From the cell's own layer down to the picture, one entry for each grid. Throws for a layer that the network does not have or whose
 * output has no places, and for a cell outside of its grid.
 */
export function coneOf(
  network: Network,
  id: string,
  row: number,
  column: number,
): readonly ConeLevel[] {
  const along = shapes(network);
  const index = network.layers.findIndex((layer) => layer.id === id);
  const grid = along[index + 1]!;
  const fits = (at: number, size: number) => Number.isInteger(at) && at >= 0 && at < size;
  if (index < 0 || !fits(row, grid.height) || !fits(column, grid.width))
    throw new Error(`cone: expected a cell of a layer, got ${id} (${row}, ${column})`);
  const cell: Patch = { row, column, height: 1, width: 1 };
  const levels: ConeLevel[] = [{ id, grid, whole: cell, seen: cell }];
  for (let below = index; below >= 0; below--) {
    const above = levels[levels.length - 1]!;
    const layer = network.layers[below]!;
    const whole = readFor(layer, above.whole);
    const read = readFor(layer, above.seen);
    if (!whole || !read) throw new Error(`cone: expected a layer with places, got ${layer.id}`);
    const under = along[below]!;
    const name = network.layers[below - 1]?.id ?? null;
    levels.push({ id: name, grid: under, whole, seen: clip(read, under) });
  }
  return levels;
}
