/**
 * 3 x 3 convolutions by the minimal filtering F(2 x 2, 3 x 3) of S. Winograd (1980), as A. Lavin and S. Gray, "Fast Algorithms for
 * Convolutional Neural Networks" (2016), have it: 2 x 2 outputs from a tile of 4 x 4 inputs with 16 products where there were 36.
 * Tiles of all pictures form one list. Values and weights are transformed once, the sums over channels are sixteen dense products.
 */
import { Block } from './block';
import { tileAt } from './scratch';
import { columns, rows, stretch } from './tile';
import { next, placeHere, seek, tiling } from './tiling';

/** Products of a tile. */
export const points: i32 = 16;

/** Bytes of transformed values that stay in the second cache while panel after panel goes by. */
const cached: i32 = 262_144;

/** Tiles that are transformed together: whole groups of six. */
function together(channels: i32): i32 {
  return max(1, cached / (4 * points * rows * channels)) * rows;
}

/** Bytes of their places: whole lines of the cache, or every vector behind them would straddle two. */
function placesBytes(channels: i32): usize {
  return (((<usize>together(channels)) << 2) + 63) & ~63;
}

/** Room for what `convolveTiles` makes of so many channels: places, one patch, transformed values. */
export function roomFor(channels: i32): usize {
  const tile = (<usize>(points * channels)) << 2;
  return placesBytes(channels) + tile * <usize>(1 + together(channels));
}

/** Where the outputs of tile `index` of those transformed go; see `placeHere`. */
export function placeOf(index: i32): usize {
  return <usize>load<u32>(tiling.room + ((<usize>index) << 2));
}

/** Where a patch lies. */
function patchOf(): usize {
  return tiling.room + placesBytes(tiling.channels);
}

/** Where the transformed values lie. */
export function valuesOf(): usize {
  return patchOf() + ((<usize>(points * tiling.channels)) << 2);
}

/** The patch of a tile that reaches over an edge, zeros outside, in memory of its own. */
function padded(image: usize, top: i32, left: i32): usize {
  const pixel = (<usize>tiling.channels) << 2;
  const patch = patchOf();
  let to = patch;
  for (let row = top; row < top + 4; row++)
    for (let column = left; column < left + 4; column++, to += pixel)
      if (row < 0 || row >= tiling.height || column < 0 || column >= tiling.width)
        memory.fill(to, 0, pixel);
      else memory.copy(to, image + <usize>row * tiling.fromRow + <usize>column * pixel, pixel);
  return patch;
}

/** One row of B^T d, given by columns, times B. */
function rowOf(d0: v128, d1: v128, d2: v128, d3: v128, to: usize, step: usize): void {
  v128.store(to, f32x4.sub(d0, d2));
  v128.store(to + step, f32x4.add(d1, d2));
  v128.store(to + 2 * step, f32x4.sub(d2, d1));
  v128.store(to + 3 * step, f32x4.sub(d1, d3));
}

/** B^T d B of the 4 x 4 cells at `from`: sixteen rows of channels, `step` bytes apart. */
function transform(from: usize, row: usize, pixel: usize, to: usize, step: usize): void {
  const end = from + pixel;
  for (; from < end; from += 16, to += 16) {
    let at = from;
    const d10 = v128.load(at + row);
    const d20 = v128.load(at + 2 * row);
    const t00 = f32x4.sub(v128.load(at), d20);
    const t30 = f32x4.sub(d10, v128.load(at + 3 * row));
    at += pixel;
    const d11 = v128.load(at + row);
    const d21 = v128.load(at + 2 * row);
    const t01 = f32x4.sub(v128.load(at), d21);
    const t31 = f32x4.sub(d11, v128.load(at + 3 * row));
    at += pixel;
    const d12 = v128.load(at + row);
    const d22 = v128.load(at + 2 * row);
    const t02 = f32x4.sub(v128.load(at), d22);
    const t32 = f32x4.sub(d12, v128.load(at + 3 * row));
    at += pixel;
    const d13 = v128.load(at + row);
    const d23 = v128.load(at + 2 * row);
    const t03 = f32x4.sub(v128.load(at), d23);
    const t33 = f32x4.sub(d13, v128.load(at + 3 * row));
    const down: usize = 4 * step;
    rowOf(t00, t01, t02, t03, to, step);
    rowOf(t30, t31, t32, t33, to + 3 * down, step);
    rowOf(
      f32x4.add(d10, d20),
      f32x4.add(d11, d21),
      f32x4.add(d12, d22),
      f32x4.add(d13, d23),
      to + down,
      step,
    );
    rowOf(
      f32x4.sub(d20, d10),
      f32x4.sub(d21, d11),
      f32x4.sub(d22, d12),
      f32x4.sub(d23, d13),
      to + 2 * down,
      step,
    );
  }
}

/** B^T d B of the tile at hand: sixteen rows of channels, `step` bytes apart. */
export function transformTile(to: usize, step: usize): void {
  const image = tiling.from + <usize>tiling.picture * tiling.fromImage;
  const top = 2 * tiling.row - tiling.edge;
  const left = 2 * tiling.column - tiling.edge;
  const pixel = (<usize>tiling.channels) << 2;
  if (top >= 0 && left >= 0 && top + 4 <= tiling.height && left + 4 <= tiling.width) {
    const corner = image + <usize>top * tiling.fromRow + <usize>left * pixel;
    transform(corner, tiling.fromRow, pixel, to, step);
  } else transform(padded(image, top, left), 4 * pixel, pixel, to, step);
}

/** Transforms tiles `first` to `first + count` and notes where their outputs go. */
function cut(first: i32, count: i32): void {
  const pixel = (<usize>tiling.channels) << 2;
  const values = valuesOf();
  tiling.first = first;
  seek(first);
  for (let tile = 0; tile < count; tile++) {
    const group = values + <usize>(tile / rows) * <usize>(points * rows) * pixel;
    transformTile(group + <usize>(tile % rows) * pixel, <usize>rows * pixel);
    store<u32>(tiling.room + ((<usize>tile) << 2), <u32>placeHere());
    next();
  }
}

/** A^T m A of sixteen tiles of products, written over the first four: the outputs (0, 0), (0, 1), (1, 0), (1, 1). */
function outputs(): void {
  const products = tileAt(0);
  const step: usize = 192;
  for (let at = products; at < products + step; at += 16) {
    let m1 = v128.load(at + 4 * step);
    let m2 = v128.load(at + 8 * step);
    let a = f32x4.add(v128.load(at), f32x4.add(m1, m2));
    let b = f32x4.sub(f32x4.sub(m1, m2), v128.load(at + 12 * step));
    m1 = v128.load(at + 5 * step);
    m2 = v128.load(at + 9 * step);
    const a1 = f32x4.add(v128.load(at + step), f32x4.add(m1, m2));
    const b1 = f32x4.sub(f32x4.sub(m1, m2), v128.load(at + 13 * step));
    m1 = v128.load(at + 6 * step);
    m2 = v128.load(at + 10 * step);
    const a2 = f32x4.add(v128.load(at + 2 * step), f32x4.add(m1, m2));
    const b2 = f32x4.sub(f32x4.sub(m1, m2), v128.load(at + 14 * step));
    m1 = v128.load(at + 7 * step);
    m2 = v128.load(at + 11 * step);
    const a3 = f32x4.add(v128.load(at + 3 * step), f32x4.add(m1, m2));
    const b3 = f32x4.sub(f32x4.sub(m1, m2), v128.load(at + 15 * step));
    a = f32x4.add(a, f32x4.add(a1, a2));
    b = f32x4.add(b, f32x4.add(b1, b2));
    v128.store(at, a);
    v128.store(at + step, f32x4.sub(f32x4.sub(a1, a2), a3));
    v128.store(at + 2 * step, b);
    v128.store(at + 3 * step, f32x4.sub(f32x4.sub(b1, b2), b3));
  }
}

/** The outputs of six tiles from number `tile` of those transformed on, eight filters: into `tileAt(0)` to `tileAt(3)`. */
function convolve(tile: i32, panel: usize): void {
  const channels = tiling.channels;
  const pixel = (<usize>channels) << 2;
  const weights = (<usize>(channels * columns)) << 2;
  let values = valuesOf() + <usize>(tile * points) * pixel;
  for (let point = 0; point < points; point++) {
    stretch(values, pixel, rows, channels, panel, tileAt(point), true);
    values += <usize>rows * pixel;
    panel += weights;
  }
  outputs();
}

/**
 * The convolution of the tiling at hand for pictures `first` to `end`, with the panels of `filters` filters. `take` gets the outputs of
 * each `live` tiles from number `tile` of those transformed on, as they lie in `tileAt(0)` to `tileAt(3)`.
 */
export function convolveTiles(
  block: Block,
  first: i32,
  end: i32,
  filters: i32,
  panels: usize,
  take: (block: Block, tile: i32, live: i32, panel: i32) => void,
): void {
  const tiles = tiling.down * tiling.across;
  const most = together(tiling.channels);
  const panelBytes = (<usize>(points * tiling.channels)) << 5;
  for (let from = first * tiles; from < end * tiles; from += most) {
    const count = min(most, end * tiles - from);
    cut(from, count);
    for (let panel = 0; panel < filters / columns; panel++)
      for (let tile = 0; tile < count; tile += rows) {
        convolve(tile, panels + <usize>panel * panelBytes);
        take(block, tile, min(rows, count - tile), panel);
      }
  }
}

/** Writes max(output + bias, floor) of `live` tiles for eight filters to their places; `bias` are the filters' eight. */
export function writeTiles(tile: i32, live: i32, panel: i32, bias: usize, floor: v128): void {
  const bias0 = v128.load(bias);
  const bias1 = v128.load(bias, 16);
  for (let i = 0; i < live; i++) {
    const place = placeOf(tile + i);
    for (let output = 0; output < 4; output++) {
      if (output & ~(<i32>place)) continue;
      const from = tileAt(output) + ((<usize>i) << 5);
      const at = outputAt(place, output) + ((<usize>panel) << 5);
      v128.store(at, f32x4.pmax(f32x4.add(v128.load(from), bias0), floor));
      v128.store(at, f32x4.pmax(f32x4.add(v128.load(from, 16), bias1), floor), 16);
    }
  }
}

/** Where one of the four outputs of a tile goes. */
export function outputAt(place: usize, output: i32): usize {
  const right = output & 1 ? tiling.toColumn >> 1 : 0;
  const below = output & 2 ? tiling.toRow >> 1 : 0;
  return (place & ~3) + right + below;
}
