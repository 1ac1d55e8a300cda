/**
 * A block's first convolution: forward with bias, ReLU and the sums that batch norm needs, and back to its input. Directly where
 * the input is a picture of three channels, by Winograd's tiles in the blocks behind.
 */
import { multiplyAdd } from './arithmetic';
import { Block } from './block';
import { tileAt } from './scratch';
import { columns, rows, sameTile } from './tile';
import { outputsTo, tileInput, tileMaps } from './tiling';
import { convolveTiles, outputAt, placeOf, writeTiles } from './winograd';

/** Adds four lanes to four doubles. */
function addLanes(to: usize, lanes: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(lanes)));
  const high = v128.shuffle<f32>(lanes, lanes, 2, 3, 2, 3);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** Adds what eight filters gave to their sums and the sums of their squares. */
function addSums(
  block: Block,
  panel: i32,
  sum0: v128,
  sum1: v128,
  square0: v128,
  square1: v128,
): void {
  const sums = block.sums + ((<usize>(panel * columns)) << 3);
  addLanes(sums, sum0);
  addLanes(sums + 32, sum1);
  const squares = sums + ((<usize>block.filters) << 3);
  addLanes(squares, square0);
  addLanes(squares + 32, square1);
}

/** One row of maps of up to six pictures, eight filters of them; its sums are taken in floats and kept in doubles. */
function mapRow(block: Block, first: i32, live: i32, row: i32, panel: i32): void {
  const height = block.height;
  const width = block.width;
  const inputs = block.inputs;
  const filters = block.filters;
  const mapsImage = block.mapsImage;
  const rowBytes = (<usize>((width + 2) * inputs)) << 2;
  const origin = block.input + <usize>first * block.inputImage;
  const weights = block.panelsA + ((<usize>(panel * 9 * inputs)) << 5);
  const bias0 = v128.load(block.biasA + ((<usize>panel) << 5));
  const bias1 = v128.load(block.biasA + ((<usize>panel) << 5), 16);
  const zero = f32x4.splat(0);
  const result = tileAt(0);
  let to =
    block.maps +
    <usize>first * mapsImage +
    ((<usize>(row * width * filters + panel * columns)) << 2);
  let sum0 = zero;
  let sum1 = zero;
  let square0 = zero;
  let square1 = zero;
  for (let column = 0; column < width; column++) {
    sameTile(
      origin,
      rowBytes,
      block.inputImage,
      live,
      inputs,
      height,
      width,
      row,
      column,
      weights,
      result,
    );
    let at = to;
    for (let i = 0; i < live; i++) {
      const from = result + ((<usize>i) << 5);
      // pmax keeps a NaN, so that a broken run shows.
      const v0 = f32x4.pmax(f32x4.add(v128.load(from), bias0), zero);
      const v1 = f32x4.pmax(f32x4.add(v128.load(from, 16), bias1), zero);
      v128.store(at, v0);
      v128.store(at, v1, 16);
      sum0 = f32x4.add(sum0, v0);
      sum1 = f32x4.add(sum1, v1);
      square0 = multiplyAdd(v0, v0, square0);
      square1 = multiplyAdd(v1, v1, square1);
      at += mapsImage;
    }
    to += (<usize>filters) << 2;
  }
  addSums(block, panel, sum0, sum1, square0, square1);
}

/** `mapsForward` six pictures at a time, row by row, panel by panel. */
export function mapsDirect(block: Block, first: i32, end: i32): void {
  const panels = block.filters / columns;
  for (let picture = first; picture < end; picture += rows) {
    const live = min(rows, end - picture);
    for (let row = 0; row < block.height; row++)
      for (let panel = 0; panel < panels; panel++) mapRow(block, picture, live, row, panel);
  }
}

/** Bias and ReLU for `live` tiles, into the maps and their sums. */
function mapTiles(block: Block, tile: i32, live: i32, panel: i32): void {
  const offset = (<usize>panel) << 5;
  const bias0 = v128.load(block.biasA + offset);
  const bias1 = v128.load(block.biasA + offset, 16);
  const zero = f32x4.splat(0);
  let sum0 = zero;
  let sum1 = zero;
  let square0 = zero;
  let square1 = zero;
  for (let i = 0; i < live; i++) {
    const place = placeOf(tile + i);
    for (let output = 0; output < 4; output++) {
      if (output & ~(<i32>place)) continue;
      const from = tileAt(output) + ((<usize>i) << 5);
      const at = outputAt(place, output) + offset;
      const v0 = f32x4.pmax(f32x4.add(v128.load(from), bias0), zero);
      const v1 = f32x4.pmax(f32x4.add(v128.load(from, 16), bias1), zero);
      v128.store(at, v0);
      v128.store(at, v1, 16);
      sum0 = f32x4.add(sum0, v0);
      sum1 = f32x4.add(sum1, v1);
      square0 = multiplyAdd(v0, v0, square0);
      square1 = multiplyAdd(v1, v1, square1);
    }
  }
  addSums(block, panel, sum0, sum1, square0, square1);
}

/** maps = ReLU(input * kernel + bias) for pictures `first` to `end`; adds to the block's sums. */
export function mapsForward(block: Block, first: i32, end: i32): void {
  if (!block.inputGradient) return mapsDirect(block, first, end);
  tileInput(block);
  outputsTo(block.maps, (<usize>block.filters) << 2, block.mapsImage);
  convolveTiles(block, first, end, block.filters, block.panelsA, mapTiles);
}

const nothing: usize = memory.data(32, 16);

/** `live` tiles as they are. */
function gradientTiles(block: Block, tile: i32, live: i32, panel: i32): void {
  writeTiles(tile, live, panel, nothing, f32x4.splat(-Infinity));
}

/** The gradient of the block's input from that of its maps: the same convolution with the kernel turned around. */
export function mapsBackward(block: Block, first: i32, end: i32): void {
  const pixel = (<usize>block.inputs) << 2;
  tileMaps(block, 1);
  outputsTo(block.inputGradient, pixel, pixel * <usize>(block.height * block.width));
  convolveTiles(block, first, end, block.inputs, block.panelsBack, gradientTiles);
}
