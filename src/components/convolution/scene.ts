/** Everything that follows from a rung's input, kernel and settings: the sizes, the output, or why there is none. Pure arithmetic. */
import {
  placeNear,
  placesOver,
  fitOf,
  sweep,
  tapsAt,
  tapsOf,
  type Axis,
  type AxisFit,
  type Tap,
} from '../../core/math/sweep.ts';

/** The ladder: what the kernel moves over. */
export type Rung = 'signal' | 'grey' | 'colour' | 'filters';

export interface Settings {
  /** Pixels of the picture's side; the signal keeps its own length. */
  readonly side: number;
  readonly padding: number;
  readonly stride: number;
  readonly dilation: number;
}

/** As the network's first layer has them. */
export const networkSettings: Settings = { side: 32, padding: 1, stride: 1, dilation: 1 };

export interface Scene {
  readonly rows: Axis;
  readonly columns: Axis;
  /** How the kernel fits across; in a picture, which is square, also down. */
  readonly fit: AxisFit;
  readonly channels: number;
  readonly input: Float64Array;
  readonly kernel: Float64Array;
  readonly bias: number;
  /** Places of the kernel, down and across; 0 where it does not fit. */
  readonly high: number;
  readonly wide: number;
  /** Sums with the bias, before any ReLU; null where the kernel does not fit. */
  readonly output: Float64Array | null;
}

const side = 3;
const alone: Axis = { length: 1, kernel: 1, padding: 0, stride: 1, dilation: 1 };

/** `input` is a row of values for the signal, else a square of `settings.side`; `kernel` has three taps or 3 x 3 x channels. */
export function sceneOf(
  rung: Rung,
  input: Float64Array,
  kernel: Float64Array,
  bias: number,
  settings: Settings,
): Scene {
  const { padding, stride, dilation } = settings;
  const length = rung === 'signal' ? input.length : settings.side;
  const columns: Axis = { length, kernel: side, padding, stride, dilation };
  const rows = rung === 'signal' ? alone : columns;
  const channels = input.length / (rows.length * columns.length);
  const fit = fitOf(columns);
  const high = fit.places > 0 ? fitOf(rows).places : 0;
  const size = { rows, columns, channels };
  const output = fit.places > 0 ? sweep(input, kernel, bias, size) : null;
  return { ...size, fit, input, kernel, bias, high, wide: fit.places, output };
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The nearest place at which the kernel stands. */
export const clampPlace = ({ high, wide }: Scene, { row, column }: Cell): Cell => ({
  row: Math.max(0, Math.min(high - 1, row)),
  column: Math.max(0, Math.min(wide - 1, column)),
});

/** The place to show for a cell of the input: the most central of those that read it, or the nearest where none does. */
export function placeOnto(axis: Axis, cell: number): number {
  const near = placeNear(axis, cell);
  const away = (place: number) => Math.abs(place - near);
  const readers = placesOver(axis, cell);
  return readers.length === 0 ? near : readers.reduce((a, b) => (away(b) < away(a) ? b : a));
}

/** The products at a place; none where the kernel does not fit. */
export const productsAt = (scene: Scene, { row, column }: Cell): readonly Tap[] =>
  scene.output ? tapsAt(scene.input, scene.kernel, scene, row, column) : [];

/** The output at a place, before any ReLU; NaN where there is none. */
export const outputAt = ({ output, wide }: Scene, { row, column }: Cell): number =>
  output?.[row * wide + column] ?? NaN;

/** The sum of the products of each channel. */
export function partialSums(taps: readonly Tap[], channels: number): readonly number[] {
  const sums = new Array<number>(channels).fill(0);
  for (const { channel, value, weight } of taps) sums[channel]! += value * weight;
  return sums;
}

/** The place `steps` after another in reading order, from the last on to the first. */
export function placeAfter({ high, wide }: Scene, { row, column }: Cell, steps: number): Cell {
  const count = high * wide;
  if (count === 0) return { row: 0, column: 0 };
  const index = (((row * wide + column + steps) % count) + count) % count;
  return { row: Math.floor(index / wide), column: index % wide };
}

/**
 * True where the kernel's weights add up to 1: what comes out is then a picture again, as bright as what went in, and can be
 * shown in grey from 0 to 1.
 */
export const keepsBrightness = ({ kernel, bias }: Scene): boolean =>
  bias === 0 && Math.abs(kernel.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-6;

/**
 * Where the output is farthest from zero without reading padding, the first of equals; the first place where every place reads some, or
 * where there is no output.
 */
export function strongestPlace(scene: Scene): Cell {
  const { output, wide, rows, columns } = scene;
  const inside = (axis: Axis, place: number) =>
    tapsOf(axis, place).every((tap) => tap >= 0 && tap < axis.length);
  let best = -1;
  output?.forEach((value, index) => {
    if (best >= 0 && Math.abs(value) <= Math.abs(output[best]!)) return;
    if (inside(rows, Math.floor(index / wide)) && inside(columns, index % wide)) best = index;
  });
  return best < 0 ? { row: 0, column: 0 } : { row: Math.floor(best / wide), column: best % wide };
}
