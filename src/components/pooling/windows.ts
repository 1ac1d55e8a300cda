/** One channel of a map under max pooling and, for comparison, average pooling, there and back. Arithmetic on plain arrays. */
import { maxPool, maxPoolBackward } from '../../core/math/max-pool.ts';
import type { Volume } from '../../core/math/volume.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface PooledChannel {
  /** The input's size, and the output's. */
  readonly height: number;
  readonly width: number;
  readonly high: number;
  readonly wide: number;
  /** Side of a window, and its stride. */
  readonly window: number;
  readonly input: Float64Array;
  readonly max: Float64Array;
  readonly average: Float64Array;
  /** For each output, the index in the input of the value that won. */
  readonly winners: Uint32Array;
  /** What each input gets back where every output sends a gradient of 1: through max, and through average. */
  readonly backMax: Float64Array;
  readonly backAverage: Float64Array;
}

/** Mean of each window: out(r, c) = sum of in(r w + i, c w + j) / w². A last row or column that fills no window is dropped, as in `maxPool`. */
export function averagePool(
  input: Float64Array,
  height: number,
  width: number,
  window: number,
): Float64Array {
  const [high, wide] = [Math.floor(height / window), Math.floor(width / window)];
  const out = new Float64Array(high * wide);
  for (let row = 0; row < high * window; row++)
    for (let column = 0; column < wide * window; column++)
      out[Math.floor(row / window) * wide + Math.floor(column / window)]! +=
        input[row * width + column]! / (window * window);
  return out;
}

/** Each output's gradient in equal parts to its window; 0 to cells in no window. */
export function averagePoolBackward(
  gradient: Float64Array,
  height: number,
  width: number,
  window: number,
): Float64Array {
  const [high, wide] = [Math.floor(height / window), Math.floor(width / window)];
  const back = new Float64Array(height * width);
  for (let row = 0; row < high * window; row++)
    for (let column = 0; column < wide * window; column++)
      back[row * width + column] =
        gradient[Math.floor(row / window) * wide + Math.floor(column / window)]! /
        (window * window);
  return back;
}

/** One channel of a volume through both poolings. Throws where there is no such channel. */
export function poolChannel(volume: Volume, channel: number, window: number): PooledChannel {
  const { height, width, channels, data } = volume;
  if (!Number.isInteger(channel) || channel < 0 || channel >= channels)
    throw new Error(`pooling: expected a channel from 0 to ${channels - 1}, got ${channel}`);
  const input = Float64Array.from(
    { length: height * width },
    (_, i) => data[i * channels + channel]!,
  );
  const { output: max, winners } = maxPool(input, { count: 1, height, width, channels: 1, window });
  const ones = new Float64Array(max.length).fill(1);
  return {
    height,
    width,
    high: Math.floor(height / window),
    wide: Math.floor(width / window),
    window,
    input,
    max,
    average: averagePool(input, height, width, window),
    winners,
    backMax: maxPoolBackward(winners, ones, input.length),
    backAverage: averagePoolBackward(ones, height, width, window),
  };
}

export interface WindowCell extends Cell {
  readonly value: number;
  readonly wins: boolean;
}

/** The cells of the window of one output, in reading order. */
export function windowCells(pooled: PooledChannel, { row, column }: Cell): readonly WindowCell[] {
  const { window, width, wide, winners, input } = pooled;
  const winner = winners[row * wide + column]!;
  return Array.from({ length: window * window }, (_, i) => {
    const y = row * window + Math.floor(i / window);
    const x = column * window + (i % window);
    return {
      row: y,
      column: x,
      value: input[y * width + x]!,
      wins: y * width + x === winner,
    };
  });
}

/** The output whose window holds an input cell; null for a cell in no window. */
export function outputOf({ window, high, wide }: PooledChannel, cell: Cell): Cell | null {
  const row = Math.floor(cell.row / window);
  const column = Math.floor(cell.column / window);
  return row < high && column < wide ? { row, column } : null;
}

/** The output with the widest spread in its window, the first of equals: there is something to choose. */
export function tellingPlace(pooled: PooledChannel): Cell {
  let best = 0;
  pooled.max.forEach((value, i) => {
    const spread = value - pooled.average[i]!;
    if (spread > pooled.max[best]! - pooled.average[best]!) best = i;
  });
  return { row: Math.floor(best / pooled.wide), column: best % pooled.wide };
}
