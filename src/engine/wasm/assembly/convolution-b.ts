/**
 * A block's second convolution on the way forward, with batch norm folded into its weights (`pack.ts`), bias, ReLU, max pooling
 * and dropout, all before anything is written: the maps before pooling never reach memory.
 */
import { Block } from './block';
import { tileAt } from './scratch';
import { columns, rows, tile } from './tile';

/** Windows of a row that are done with one panel before the next panel: their input stays in the first cache with it. */
const stretch: i32 = 4;

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

/** Pools what lies in the four tiles for `live` pictures and writes outputs and masks. */
function pool(block: Block, mask: usize, output: usize, live: i32, panel: i32, scale: f32): void {
  const bias = block.biasB + ((<usize>panel) << 5);
  const maskImage = <usize>(block.pooledHeight * block.pooledWidth * block.filters);
  const factor = f32x4.splat(scale);
  for (let i = 0; i < live; i++) {
    const from = tileAt(0) + ((<usize>i) << 5);
    const winners0 = pooled(from, v128.load(bias));
    const winners1 = pooled(from + 16, v128.load(bias, 16));
    const kept = i16x8.ne(v128.load8x8_u(mask), i16x8.splat(0));
    const winners = v128.and(i16x8.narrow_i32x4_u(winners0, winners1), kept);
    v128.store64_lane(mask, i8x16.narrow_i16x8_u(winners, winners), 0);
    const live0 = i32x4.ne(i32x4.extend_low_i16x8_u(winners), i32x4.splat(0));
    const live1 = i32x4.ne(i32x4.extend_high_i16x8_u(winners), i32x4.splat(0));
    v128.store(output, v128.and(f32x4.mul(v128.load(from), factor), live0));
    v128.store(output, v128.and(f32x4.mul(v128.load(from, 16), factor), live1), 16);
    mask += maskImage;
    output += block.outputImage;
  }
}

/**
 * output = dropout(pool(ReLU(maps * folded kernel + folded bias))) for pictures `first` to `end`; turns the masks from what
 * dropout keeps into what the gradient needs. `scale` is 1 / (1 - rate).
 */
export function poolForward(block: Block, first: i32, end: i32, scale: f32): void {
  const filters = block.filters;
  const mapsImage = block.mapsImage;
  const pooledHeight = block.pooledHeight;
  const pooledWidth = block.pooledWidth;
  const pixel = (<usize>filters) << 2;
  const rowBytes = <usize>block.width * pixel;
  const run = 3 * filters;
  const panelRow = (<usize>run) << 5;
  const maskImage = <usize>(pooledHeight * pooledWidth * filters);
  for (let picture = first; picture < end; picture += rows) {
    const live = min(rows, end - picture);
    const maps = block.maps + <usize>picture * mapsImage;
    for (let row = 0; row < pooledHeight; row++)
      for (let start = 0; start < pooledWidth; start += stretch)
        for (let panel = 0; panel < filters / columns; panel++) {
          const weights = block.panelsB + ((<usize>(panel * 9 * filters)) << 5);
          for (let column = start; column < min(start + stretch, pooledWidth); column++) {
            const corner = maps + <usize>(2 * row) * rowBytes + <usize>(2 * column) * pixel;
            for (let place = 0; place < 4; place++) {
              const input = corner + (place & 2 ? rowBytes : 0) + (place & 1 ? pixel : 0);
              tile(input, mapsImage, live, 3, run, rowBytes, weights, panelRow, tileAt(place));
            }
            const cell = <usize>((row * pooledWidth + column) * filters + panel * columns);
            const mask = block.mask + <usize>picture * maskImage + cell;
            const output =
              block.output +
              <usize>picture * block.outputImage +
              <usize>row * block.outputRow +
              <usize>column * pixel +
              ((<usize>panel) << 5);
            pool(block, mask, output, live, panel, scale);
          }
        }
  }
}

/** The maps before pooling, for looking at: ReLU(maps * folded kernel + folded bias) of picture 0, in row, column, filter order. */
export function looked(block: Block, to: usize): void {
  const filters = block.filters;
  const width = block.width;
  const pixel = (<usize>filters) << 2;
  const rowBytes = <usize>width * pixel;
  const panelRow = (<usize>(3 * filters)) << 5;
  const zero = f32x4.splat(0);
  for (let row = 0; row < block.height - 2; row++)
    for (let column = 0; column < width - 2; column++, to += pixel)
      for (let panel = 0; panel < filters / columns; panel++) {
        const input = block.maps + <usize>row * rowBytes + <usize>column * pixel;
        const weights = block.panelsB + ((<usize>(panel * 9 * filters)) << 5);
        tile(input, 0, 1, 3, 3 * filters, rowBytes, weights, panelRow, tileAt(0));
        const bias = block.biasB + ((<usize>panel) << 5);
        const at = to + ((<usize>panel) << 5);
        v128.store(at, f32x4.pmax(f32x4.add(v128.load(tileAt(0)), v128.load(bias)), zero));
        v128.store(
          at,
          f32x4.pmax(f32x4.add(v128.load(tileAt(0), 16), v128.load(bias, 16)), zero),
          16,
        );
      }
}
