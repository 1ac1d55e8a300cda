/** What is read out of a measured field: how much of it lies near the centre, and its profile. Arithmetic only. */
import { line } from 'd3';
import type { Volume } from '../../core/math/volume.ts';
import { network } from '../../core/network/network.ts';
import type { CellField } from '../../core/network/receptive-field.ts';

const { height, width } = network.input;

/** A square about the centre of a field; its corners may lie outside of the picture. In pixels. */
export interface CentreSquare {
  readonly row: number;
  readonly column: number;
  readonly side: number;
}

function within(mean: ArrayLike<number>, { row, column, side }: CentreSquare): number {
  let sum = 0;
  for (let y = Math.max(0, row); y < Math.min(height, row + side); y++)
    for (let x = Math.max(0, column); x < Math.min(width, column + side); x++)
      sum += mean[y * width + x]!;
  return sum;
}

/**
 * The smallest square about the centre of a field that holds half of what was measured; null where nothing was. Its side is odd where the
 * field's is, and even where that is, so that both have the same centre.
 */
export function halfSquare(mean: ArrayLike<number>, { whole }: CellField): CentreSquare | null {
  const total = within(mean, { row: 0, column: 0, side: Math.max(height, width) });
  if (!(total > 0)) return null;
  for (let side = whole.height % 2 || 2; ; side += 2) {
    const rim = (whole.height - side) / 2;
    const square = { row: whole.row + rim, column: whole.column + rim, side };
    // Rounding alone must not ask for a wider one.
    if (side >= whole.height || within(mean, square) >= total / 2 - 1e-9 * total) return square;
  }
}

/** What would be measured if every pixel in reach mattered as much as any other. */
export function evenField({ seen }: CellField): Float32Array {
  const mean = new Float32Array(height * width);
  for (let row = seen.row; row < seen.row + seen.height; row++)
    mean.fill(1, row * width + seen.column, row * width + seen.column + seen.width);
  return mean;
}

/** The share of each column of pixels in the whole; zeros where nothing was measured. */
export function profileOf(mean: ArrayLike<number>): readonly number[] {
  const columns = new Array<number>(width).fill(0);
  let total = 0;
  for (let i = 0; i < mean.length; i++) {
    columns[i % width]! += mean[i]!;
    total += mean[i]!;
  }
  return total > 0 ? columns.map((sum) => sum / total) : columns;
}

/** A path through the middles of the columns, in a box one unit a pixel wide and `high` units high; `most` is at its top. */
export function profilePath(shares: readonly number[], most: number, high: number): string {
  const path = line<number>(
    (_, column) => column + 0.5,
    (share) => high - (share / most) * high,
  );
  return path.digits(3)(shares) ?? '';
}

const rungs = [0.05, 0.1, 0.2, 0.5];

/** The least of 5, 10, 20, 50 and 100 per cent that no share is above: the top of the axis, which then seldom moves. */
export const topOf = (shares: readonly number[]): number =>
  rungs.find((rung) => Math.max(...shares) <= rung + 1e-9) ?? 1;

/** A map of one channel: the mean of all channels of `volume`. */
export function meanMap({ data, channels, ...sides }: Volume): Volume {
  const mean = new Float32Array(data.length / channels);
  for (let i = 0; i < data.length; i++) mean[Math.floor(i / channels)]! += data[i]! / channels;
  return { ...sides, channels: 1, data: mean };
}
