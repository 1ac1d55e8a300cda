/**
 * A block's first convolution: forward with bias, ReLU and the sums that batch norm needs, and back to its input. Six
 * pictures at a time, row by row, panel by panel.
 */
import { multiplyAdd } from './arithmetic';
import { Block } from './block';
import { tileAt } from './scratch';
import { columns, rows, sameTile } from './tile';

/** Adds four lanes to four doubles. */
function addLanes(to: usize, lanes: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(lanes)));
  const high = v128.shuffle<f32>(lanes, lanes, 2, 3, 2, 3);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
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
  const sums = block.sums + ((<usize>(panel * columns)) << 3);
  addLanes(sums, sum0);
  addLanes(sums + 32, sum1);
  const squares = sums + ((<usize>filters) << 3);
  addLanes(squares, square0);
  addLanes(squares + 32, square1);
}

/** maps = ReLU(input * kernel + bias) for pictures `first` to `end`; adds to the block's sums. */
export function mapsForward(block: Block, first: i32, end: i32): void {
  const panels = block.filters / columns;
  for (let picture = first; picture < end; picture += rows) {
    const live = min(rows, end - picture);
    for (let row = 0; row < block.height; row++)
      for (let panel = 0; panel < panels; panel++) mapRow(block, picture, live, row, panel);
  }
}

/** The gradient of the block's input from that of its maps: the same convolution with the kernel turned around. */
export function mapsBackward(block: Block, first: i32, end: i32): void {
  const height = block.height;
  const width = block.width;
  const inputs = block.inputs;
  const filters = block.filters;
  const mapsImage = block.mapsImage;
  const rowBytes = (<usize>(width * filters)) << 2;
  const pixel = (<usize>inputs) << 2;
  const image = pixel * <usize>(height * width);
  const result = tileAt(0);
  for (let picture = first; picture < end; picture += rows) {
    const live = min(rows, end - picture);
    // Never read: `sameTile` leaves out what lies off the picture.
    const origin = block.maps + <usize>picture * mapsImage - rowBytes - ((<usize>filters) << 2);
    for (let row = 0; row < height; row++)
      for (let panel = 0; panel < inputs / columns; panel++) {
        const weights = block.panelsBack + ((<usize>(panel * 9 * filters)) << 5);
        let to =
          block.inputGradient +
          <usize>picture * image +
          <usize>(row * width) * pixel +
          ((<usize>panel) << 5);
        for (let column = 0; column < width; column++, to += pixel) {
          sameTile(
            origin,
            rowBytes,
            mapsImage,
            live,
            filters,
            height,
            width,
            row,
            column,
            weights,
            result,
          );
          for (let i = 0; i < live; i++) {
            const from = result + ((<usize>i) << 5);
            v128.store(to + <usize>i * image, v128.load(from));
            v128.store(to + <usize>i * image, v128.load(from, 16), 16);
          }
        }
      }
  }
}
