/**
 * A network of one hidden layer that can be connected in three ways: every unit to all pixels, to a window with weights of its own, or to
 * a window with weights that all places share. The three differ in two lists and in nothing else. Structure and counts only; what
 * it computes is in `small-step.ts`.
 */

export const connectivities = ['dense', 'local', 'shared'] as const;
export type Connectivity = (typeof connectivities)[number];

/** A record with one value for each way of connecting. */
export const eachConnectivity = <T>(
  make: (kind: Connectivity) => T,
): Readonly<Record<Connectivity, T>> => ({
  dense: make('dense'),
  local: make('local'),
  shared: make('shared'),
});

/**
 * How the hidden values become three logits: `mean` takes each filter's mean over all places first, so that a place has no say;
 * `places` has a weight for each filter at each place.
 */
export type ReadOut = 'mean' | 'places';

/** A grey picture under a square window; no padding. A window's step need not be 1. */
export interface SmallSize {
  readonly height: number;
  readonly width: number;
  readonly kernel: number;
  readonly stride: number;
  readonly filters: number;
  readonly classes: number;
}

export interface SmallNetwork {
  readonly size: SmallSize;
  readonly connectivity: Connectivity;
  readonly readOut: ReadOut;
  /** The grid of places; each has one unit for each filter. */
  readonly rows: number;
  readonly columns: number;
  /** For each place, the pixels that its units read, in the order of their weights. */
  readonly taps: readonly Int32Array[];
  /** For each place, where its weights start: tap by tap, and for each tap one weight for each filter. */
  readonly starts: readonly number[];
  /** Where the four parts lie in the flat weights: the layer's kernel and bias, the read-out's kernel and bias. */
  readonly parts: Readonly<Record<'kernel' | 'bias' | 'readKernel' | 'readBias', Span>>;
  /** Numbers in all. */
  readonly total: number;
}

interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Pixels of the window whose upper left corner is at `row`, `column`, row by row. */
function windowAt({ width, kernel }: SmallSize, row: number, column: number): Int32Array {
  return Int32Array.from(
    { length: kernel * kernel },
    (_, tap) => (row + Math.floor(tap / kernel)) * width + column + (tap % kernel),
  );
}

function spans(lengths: readonly number[]): readonly Span[] {
  let end = 0;
  return lengths.map((length) => ({ offset: (end += length) - length, length }));
}

/** Throws where the window is larger than the picture. */
export function smallNetwork(
  size: SmallSize,
  connectivity: Connectivity,
  readOut: ReadOut,
): SmallNetwork {
  const { height, width, kernel, stride, filters, classes } = size;
  if (kernel > height || kernel > width)
    throw new Error(
      `small network: expected a window that fits ${height} x ${width} pixels, got ${kernel} x ${kernel}`,
    );
  const rows = Math.floor((height - kernel) / stride) + 1;
  const columns = Math.floor((width - kernel) / stride) + 1;
  const places = rows * columns;
  const everything = Int32Array.from({ length: height * width }, (_, pixel) => pixel);
  const taps = Array.from({ length: places }, (_, place) =>
    connectivity === 'dense'
      ? everything
      : windowAt(size, Math.floor(place / columns) * stride, (place % columns) * stride),
  );
  const own = taps[0]!.length * filters;
  const starts = taps.map((_, place) => (connectivity === 'shared' ? 0 : place * own));
  const sets = connectivity === 'shared' ? 1 : places;
  const features = readOut === 'mean' ? filters : places * filters;
  const [a, b, c, d] = spans([sets * own, sets * filters, features * classes, classes]);
  return {
    size,
    connectivity,
    readOut,
    rows,
    columns,
    taps,
    starts,
    parts: { kernel: a!, bias: b!, readKernel: c!, readBias: d! },
    total: d!.offset + d!.length,
  };
}

/** One weight of the layer, at its place in the flat weights. */
export const weightIndex = (
  { starts, size }: SmallNetwork,
  place: number,
  tap: number,
  filter: number,
): number => starts[place]! + tap * size.filters + filter;
