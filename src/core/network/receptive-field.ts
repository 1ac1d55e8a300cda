/**
 * Which pixels a cell can see, and by what step neighbours move: arithmetic on a network's layers, exact to the pixel. It says
 * what can matter to a cell, not how much it does.
 */
import { shapes } from './shapes.ts';
import type { Layer, MaxPool, Network, Shape } from './spec.ts';

/**
 * In pixels, the same for rows and columns: a cell sees `size` of them in a line, its neighbour sees the same moved by
 * `jump`, and the first cell's begin at `start`, which is negative where they reach into the zero padding.
 */
export interface ReceptiveField {
  readonly size: number;
  readonly jump: number;
  readonly start: number;
}

/** Pixels from `row`, `column` (0-based, may be negative) on. */
interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/** What one cell sees. */
export interface CellField {
  /** With what lies outside of the picture, where there is zero padding. */
  readonly whole: Rectangle;
  /** The part inside the picture: exactly the pixels that can change the cell. */
  readonly seen: Rectangle;
  /** Pixels of `whole` that lie in the padding. */
  readonly padding: number;
}

/**
 * After a window of k cells with stride s that begins p cells before its place: size' = size + (k - 1) * jump,
 * start' = start - p * jump, jump' = jump * s (V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep
 * learning", 2016; A. Araujo et al., "Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019).
 */
function widen(
  field: ReceptiveField,
  window: number,
  stride: number,
  before: number,
): ReceptiveField {
  return {
    size: field.size + (window - 1) * field.jump,
    start: field.start - before * field.jump,
    jump: field.jump * stride,
  };
}

function after(layer: Layer, field: ReceptiveField | null): ReceptiveField | null {
  if (!field) return null;
  switch (layer.kind) {
    case 'convolution': {
      const before = layer.padding === 'same' ? Math.floor((layer.kernel - 1) / 2) : 0;
      return widen(field, layer.kernel, 1, before);
    }
    case 'max-pool':
      return widen(field, layer.size, layer.size, 0);
    case 'batch-norm':
    case 'dropout':
      return field;
    case 'flatten':
    case 'dense':
      return null;
  }
}

/**
 * The receptive fields along a network: entry 0 is the input's (one pixel), entry i + 1 that of layer i; null from `flatten` on,
 * where cells have no place any more.
 */
export function receptiveFields(network: Network): readonly (ReceptiveField | null)[] {
  const fields: (ReceptiveField | null)[] = [{ size: 1, jump: 1, start: 0 }];
  for (const layer of network.layers) fields.push(after(layer, fields[fields.length - 1]!));
  return fields;
}

function clip(whole: Rectangle, picture: Shape): CellField {
  const row = Math.max(0, whole.row);
  const column = Math.max(0, whole.column);
  const height = Math.min(picture.height, whole.row + whole.height) - row;
  const width = Math.min(picture.width, whole.column + whole.width) - column;
  return {
    whole,
    seen: { row, column, height, width },
    padding: whole.height * whole.width - height * width,
  };
}

/** From the first cell's pixels to those of the cell at `last`. */
const span = (field: ReceptiveField, first: number, last: number) => ({
  start: field.start + first * field.jump,
  length: field.size + (last - first) * field.jump,
});

/**
 * The pixels that the cell at (row, column) of a layer sees. From `flatten` on there is one cell, (0, 0), which sees what all
 * cells of the last grid see together. Throws for a layer or a cell that the network does not have.
 */
export function cellField(network: Network, id: string, row: number, column: number): CellField {
  const index = network.layers.findIndex((layer) => layer.id === id);
  if (index < 0) throw new Error(`receptive field: expected a layer of the network, got "${id}"`);
  const along = shapes(network);
  const fields = receptiveFields(network);
  const shape = along[index + 1]!;
  const fits = (value: number, size: number) =>
    Number.isInteger(value) && value >= 0 && value < size;
  if (!fits(row, shape.height) || !fits(column, shape.width))
    throw new Error(
      `receptive field: expected a cell of ${id}, ${shape.height}x${shape.width}, got (${row}, ${column})`,
    );
  let grid = index + 1;
  while (!fields[grid]) grid--;
  const lone = grid !== index + 1;
  const { height, width } = along[grid]!;
  const rows = span(fields[grid]!, row, lone ? height - 1 : row);
  const columns = span(fields[grid]!, column, lone ? width - 1 : column);
  return clip(
    { row: rows.start, column: columns.start, height: rows.length, width: columns.length },
    network.input,
  );
}

/** The last rows and columns of its input that a pooling layer never reads, since they fill no window. */
export function unreadEdge(layer: MaxPool, input: Shape): { rows: number; columns: number } {
  return { rows: input.height % layer.size, columns: input.width % layer.size };
}
