/**
 * A block's second convolution on the way forward, with batch norm folded into its weights (`pack-tiles.ts`), bias, ReLU, max
 * pooling and dropout, all before anything is written: a tile's four outputs are a pooling window, and never reach memory.
 */
import { Block } from './block';
import { tileAt } from './scratch';
import { columns } from './tile';
import { outputsTo, tileMaps, tiling, windowsTo } from './tiling';
import { convolveTiles, placeOf, writeTiles } from './winograd';

/** For one half of a panel in one picture: the largest of four, where it was, and what dropout leaves of it. */
function pooled(from: usize, bias: v128): v128 {
  let best = v128.load(from);
  let which = i32x4.splat(1);
  for (let place = 1; place < 4; place++) {
    const next = v128.load(from + <usize>place * 192);
    // The first of equals stays; a NaN wins over numbers.
    const wins = v128.or(f32x4.gt(next, best), f32x4.ne(next, next));
    best = v128.bitselect(next, best, wins);
    which = v128.bitselect(i32x4.splat(place + 1), which, wins);
  }
  best = f32x4.add(best, bias);
  v128.store(from, best);
  return v128.andnot(which, f32x4.le(best, f32x4.splat(0)));
}

/**
 * Pools one window of eight filters, whose four places lie in four tiles from `from` on: adds the bias, writes the output times
 * `factor`, and turns the mask from what dropout keeps into what the gradient needs.
 */
export function poolWindow(
  from: usize,
  bias: usize,
  mask: usize,
  output: usize,
  factor: v128,
): void {
  const winners0 = pooled(from, v128.load(bias));
  const winners1 = pooled(from + 16, v128.load(bias, 16));
  const kept = i16x8.ne(v128.load8x8_u(mask), i16x8.splat(0));
  const winners = v128.and(i16x8.narrow_i32x4_u(winners0, winners1), kept);
  v128.store64_lane(mask, i8x16.narrow_i16x8_u(winners, winners), 0);
  const live0 = i32x4.ne(i32x4.extend_low_i16x8_u(winners), i32x4.splat(0));
  const live1 = i32x4.ne(i32x4.extend_high_i16x8_u(winners), i32x4.splat(0));
  v128.store(output, v128.and(f32x4.mul(v128.load(from), factor), live0));
  v128.store(output, v128.and(f32x4.mul(v128.load(from, 16), factor), live1), 16);
}

/** What dropout multiplies with in the pass at hand. */
let factor: v128 = f32x4.splat(1);

/** Pools `live` tiles, which are pooling windows. */
function poolTiles(block: Block, tile: i32, live: i32, panel: i32): void {
  const offset = (<usize>panel) << 5;
  const bias = block.biasB + offset;
  let mask = block.mask + <usize>((tiling.first + tile) * block.filters + panel * columns);
  for (let i = 0; i < live; i++) {
    const output = (placeOf(tile + i) & ~3) + offset;
    poolWindow(tileAt(0) + ((<usize>i) << 5), bias, mask, output, factor);
    mask += <usize>block.filters;
  }
}

/**
 * output = dropout(pool(ReLU(maps * folded kernel + folded bias))) for pictures `first` to `end`; turns the masks from what
 * dropout keeps into what the gradient needs. `scale` is 1 / (1 - rate).
 */
export function poolForward(block: Block, first: i32, end: i32, scale: f32): void {
  factor = f32x4.splat(scale);
  tileMaps(block, 0);
  windowsTo(block);
  convolveTiles(block, first, end, block.filters, block.panelsB, poolTiles);
}

/** Bias and ReLU for `live` tiles. */
function lookTiles(block: Block, tile: i32, live: i32, panel: i32): void {
  writeTiles(tile, live, panel, block.biasB + ((<usize>panel) << 5), f32x4.splat(0));
}

/** The maps before pooling, for looking at: ReLU(maps * folded kernel + folded bias) of picture 0, in row, column, filter order. */
export function looked(block: Block, to: usize): void {
  tileMaps(block, 0);
  outputsTo(to, (<usize>block.filters) << 2, 0);
  convolveTiles(block, 0, 1, block.filters, block.panelsB, lookTiles);
}
