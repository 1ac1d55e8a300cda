/**
 * A convolution with any padding, stride and dilation, in plain float64 loops, for figures that ask "what if". The network's own
 * convolutions are `convolution.ts`, which this is tested against; nothing here is trained.
 */

/** One direction of a sweep, in cells of the input. */
export interface Axis {
  /** Cells of the input, n. */
  readonly length: number;
  /** Cells of the kernel, k. */
  readonly kernel: number;
  /** Zeros added at each end, p. */
  readonly padding: number;
  /** Cells from one place of the kernel to the next, s. */
  readonly stride: number;
  /** Cells from one tap of the kernel to the next, d; 1: they touch. */
  readonly dilation: number;
}

export interface AxisFit {
  /** Cells from the first tap to the last, both counted: d(k - 1) + 1. */
  readonly span: number;
  /** Cells with the zeros at both ends: n + 2p. */
  readonly padded: number;
  /** Places at which the kernel stands: floor((n + 2p - span) / s) + 1; 0 where it does not fit. */
  readonly places: number;
  /** Padded cells behind the last tap of the last place, which no output sees. */
  readonly unused: number;
}

/**
 * How a kernel fits along one axis (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, relationship 15).
 * Throws where a number is none that an axis can have.
 */
export function fitOf({ length, kernel, padding, stride, dilation }: Axis): AxisFit {
  const whole = (name: string, value: number, least: number): void => {
    if (!Number.isInteger(value) || value < least)
      throw new Error(
        `sweep: expected a ${name} that is a whole number from ${least}, got ${value}`,
      );
  };
  whole('length', length, 1);
  whole('kernel', kernel, 1);
  whole('padding', padding, 0);
  whole('stride', stride, 1);
  whole('dilation', dilation, 1);
  const span = dilation * (kernel - 1) + 1;
  const padded = length + 2 * padding;
  if (padded < span) return { span, padded, places: 0, unused: padded };
  const places = Math.floor((padded - span) / stride) + 1;
  return { span, padded, places, unused: (padded - span) % stride };
}

/** The input cells under the kernel at `place`, in the kernel's order; below 0 or from `length` on they are padding. */
export const tapsOf = ({ kernel, padding, stride, dilation }: Axis, place: number): number[] =>
  Array.from({ length: kernel }, (_, tap) => place * stride + tap * dilation - padding);

/** The places at which some tap of the kernel stands on input cell `cell`, in order. */
export function placesOver(axis: Axis, cell: number): number[] {
  const { places } = fitOf(axis);
  return Array.from({ length: places }, (_, place) => place).filter((place) =>
    tapsOf(axis, place).includes(cell),
  );
}

/** The place whose middle is nearest to input cell `cell`; of two the earlier. Throws where the kernel fits nowhere. */
export function placeNear(axis: Axis, cell: number): number {
  const { span, places } = fitOf(axis);
  if (places === 0)
    throw new Error(`sweep: expected a kernel that fits, got one that spans ${span} cells`);
  const exact = (cell + axis.padding - (span - 1) / 2) / axis.stride;
  return Math.min(places - 1, Math.max(0, Math.ceil(exact - 0.5)));
}

/** What is swept: `input` as row, column, channel; `kernel` as row, column, channel of one filter. */
export interface SweepSize {
  readonly rows: Axis;
  readonly columns: Axis;
  readonly channels: number;
}

/** One product of a sum. */
export interface Tap {
  /** In the input; outside it where the tap stands on padding. */
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  /** 0 on padding. */
  readonly value: number;
  readonly weight: number;
  readonly padding: boolean;
}

/** The products whose sum is the output at (row, column), in the kernel's order: row, column, channel. */
export function tapsAt(
  input: Float64Array,
  kernel: Float64Array,
  { rows, columns, channels }: SweepSize,
  row: number,
  column: number,
): Tap[] {
  const across = tapsOf(columns, column);
  return tapsOf(rows, row).flatMap((y, i) =>
    across.flatMap((x, j) => {
      const padding = y < 0 || y >= rows.length || x < 0 || x >= columns.length;
      return Array.from({ length: channels }, (_, channel): Tap => ({
        row: y,
        column: x,
        channel,
        value: padding ? 0 : input[(y * columns.length + x) * channels + channel]!,
        weight: kernel[(i * columns.kernel + j) * channels + channel]!,
        padding,
      }));
    }),
  );
}

/**
 * out(r, c) = bias + sum over i, j, k of in(r s + i d - p, c s + j d - p, k) * kernel(i, j, k), one filter's map. Throws where the
 * kernel fits nowhere, or an array has another length than its size says.
 */
export function sweep(
  input: Float64Array,
  kernel: Float64Array,
  bias: number,
  size: SweepSize,
): Float64Array {
  const { rows, columns, channels } = size;
  const expect = (name: string, wanted: number, got: number): void => {
    if (wanted !== got) throw new Error(`sweep: expected ${wanted} values of ${name}, got ${got}`);
  };
  expect('input', rows.length * columns.length * channels, input.length);
  expect('kernel', rows.kernel * columns.kernel * channels, kernel.length);
  const high = fitOf(rows).places;
  const wide = fitOf(columns).places;
  if (high === 0 || wide === 0)
    throw new Error(`sweep: expected a kernel that fits, got ${high} x ${wide} places`);
  const out = new Float64Array(high * wide).fill(bias);
  for (let row = 0; row < high; row++)
    for (let column = 0; column < wide; column++)
      out[row * wide + column]! += sumAt(input, kernel, size, row, column);
  return out;
}

/** The sum of products at one place, without the bias: the same as of `tapsAt`, and without making objects. */
function sumAt(
  input: Float64Array,
  kernel: Float64Array,
  { rows, columns, channels }: SweepSize,
  row: number,
  column: number,
): number {
  let sum = 0;
  for (let i = 0; i < rows.kernel; i++) {
    const y = row * rows.stride + i * rows.dilation - rows.padding;
    if (y < 0 || y >= rows.length) continue;
    for (let j = 0; j < columns.kernel; j++) {
      const x = column * columns.stride + j * columns.dilation - columns.padding;
      if (x < 0 || x >= columns.length) continue;
      const from = (y * columns.length + x) * channels;
      const tap = (i * columns.kernel + j) * channels;
      for (let k = 0; k < channels; k++) sum += input[from + k]! * kernel[tap + k]!;
    }
  }
  return sum;
}
