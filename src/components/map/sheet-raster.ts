/** Many maps as one raster, a tile each, and where each tile lies: pure, so that pointing and drawing agree. */
import type { Volume } from '../../core/math/volume.ts';
import type { Shape } from '../../core/network/spec.ts';
import { domainOf, paletteOf, type ScaleKind } from '../marks/colour.ts';
import type { Raster } from '../marks/paint.ts';
import type { Range } from '../marks/range.ts';

/** What a tile should measure at least, and one cell at most, in raster pixels. */
const fine = 32;
const coarse = 16;
/** Raster pixels between maps, about a pixel where a sheet is at its smallest; the values of a list stand close. */
const gapOf = (width: number, across: number): number =>
  width > 1 ? Math.max(2, Math.round(across / 140)) : 0;

export interface SheetSize {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Raster pixels from one tile to the next, gap included. */
  readonly pitch: number;
  readonly gap: number;
  /** Raster pixels of one cell. */
  readonly zoom: number;
}

/** The raster of `count` square maps in `columns` columns. */
export function sheetSize({ width }: Pick<Shape, 'width'>, count: number, columns: number) {
  const zoom = Math.min(coarse, Math.ceil(fine / width));
  const gap = gapOf(width, width * zoom * columns);
  const pitch = width * zoom + gap;
  const rows = Math.ceil(count / columns);
  const size: SheetSize = {
    width: columns * pitch - gap,
    height: rows * pitch - gap,
    columns,
    rows,
    pitch,
    gap,
    zoom,
  };
  return size;
}

/** The square of the tile at place `index`, in raster pixels. */
export const tileAt = ({ columns, pitch, gap }: SheetSize, index: number) => ({
  x: (index % columns) * pitch,
  y: Math.floor(index / columns) * pitch,
  side: pitch - gap,
});

/** The place under a point, given as shares of the sheet's width and height; the nearest where the point is outside. */
export function placeUnder({ columns, rows }: SheetSize, x: number, y: number, count: number) {
  const column = Math.min(columns - 1, Math.max(0, Math.floor(x * columns)));
  const row = Math.min(rows - 1, Math.max(0, Math.floor(y * rows)));
  return Math.min(count - 1, row * columns + column);
}

/** Colour numbers as they lie in memory, so that a pixel is one write. */
const wholes = (kind: ScaleKind): Uint32Array => new Uint32Array(paletteOf(kind).buffer);

/** The channels of `order`, each on the scale that holds `range(channel)`; gaps are transparent. */
export function paintSheet(
  volume: Volume,
  order: readonly number[],
  columns: number,
  kind: ScaleKind,
  range: (channel: number) => Range,
): Raster {
  const size = sheetSize(volume, order.length, columns);
  const pixels = new Uint32Array(size.width * size.height);
  const colours = wholes(kind);
  order.forEach((channel, index) => {
    const { x, y, side } = tileAt(size, index);
    const [low, high] = domainOf(kind, ...range(channel));
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const cell = Math.floor(row / size.zoom) * volume.width + Math.floor(column / size.zoom);
        const share = (volume.data[cell * volume.channels + channel]! - low) / (high - low);
        pixels[(y + row) * size.width + x + column] =
          colours[Math.round(Math.min(1, Math.max(0, share)) * 255)]!;
      }
  });
  return { width: size.width, height: size.height, data: new Uint8ClampedArray(pixels.buffer) };
}
