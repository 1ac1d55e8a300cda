/**
 * The gradient of convolution b's input from the lists of winners, and on through batch norm and ReLU: for each cell of the
 * maps, the winners whose patch covers it, times the weight between the two. 32 channels stay in eight registers.
 */
import { multiplyAdd } from './arithmetic';
import { Block } from './block';
import { entryBytes, listByRow } from './winners';

/** Channels at a time. */
const wide: i32 = 32;

/**
 * 32 channels of one cell: sums the winners, turns the sum into gradient * affine0 + value * affine1 + affine2 where the value
 * is above 0, else 0, writes it over the value, and adds it to the bias's gradient.
 *
 * The winners in three neighbouring columns of one row of convolution b lie in one piece, and so do, backwards, the weights
 * that lead from them to this cell: one loop for each of the three rows. A row's bounds are two neighbours of `marks`.
 */
function cell(
  marks: usize,
  marksRow: usize,
  spread: usize,
  spreadRow: usize,
  rows: i32,
  across: usize,
  value: usize,
  affine: usize,
  channels: usize,
  bias: usize,
): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  for (; rows > 0; rows--) {
    let list = load<usize>(marks);
    const end = load<usize>(marks + across);
    for (; list < end; list += entryBytes) {
      const weights = spread + <usize>load<i32>(list);
      const gradient = v128.load32_splat(list, 4);
      c0 = multiplyAdd(gradient, v128.load(weights), c0);
      c1 = multiplyAdd(gradient, v128.load(weights, 16), c1);
      c2 = multiplyAdd(gradient, v128.load(weights, 32), c2);
      c3 = multiplyAdd(gradient, v128.load(weights, 48), c3);
      c4 = multiplyAdd(gradient, v128.load(weights, 64), c4);
      c5 = multiplyAdd(gradient, v128.load(weights, 80), c5);
      c6 = multiplyAdd(gradient, v128.load(weights, 96), c6);
      c7 = multiplyAdd(gradient, v128.load(weights, 112), c7);
    }
    marks -= marksRow;
    spread += spreadRow;
  }
  through(c0, value, affine, channels, bias);
  through(c1, value + 16, affine + 16, channels, bias + 16);
  through(c2, value + 32, affine + 32, channels, bias + 32);
  through(c3, value + 48, affine + 48, channels, bias + 48);
  through(c4, value + 64, affine + 64, channels, bias + 64);
  through(c5, value + 80, affine + 80, channels, bias + 80);
  through(c6, value + 96, affine + 96, channels, bias + 96);
  through(c7, value + 112, affine + 112, channels, bias + 112);
}

/** Batch norm's and ReLU's way back for four channels of a cell. */
function through(gradient: v128, value: usize, affine: usize, channels: usize, bias: usize): void {
  const x = v128.load(value);
  const line = multiplyAdd(x, v128.load(affine + channels), v128.load(affine + 2 * channels));
  const full = multiplyAdd(gradient, v128.load(affine), line);
  // Not above 0: no gradient. A NaN is let through.
  const after = v128.andnot(full, f32x4.le(x, f32x4.splat(0)));
  v128.store(value, after);
  v128.store(bias, f32x4.add(v128.load(bias), after));
}

/** Turns the maps of pictures `first` to `end` into their gradients and adds up convolution a's bias's. */
export function spreadGradient(block: Block, first: i32, end: i32, scale: f32): void {
  const height = block.height;
  const width = block.width;
  const filters = block.filters;
  const down = 2 * block.pooledHeight;
  const across = 2 * block.pooledWidth;
  const channels = (<usize>filters) << 2;
  const marksRow = <usize>(across + 1) * sizeof<usize>();
  const tap = channels * <usize>filters;
  for (let picture = first; picture < end; picture++) {
    listByRow(block, picture, scale);
    let value = block.maps + <usize>picture * block.mapsImage;
    for (let row = 0; row < height; row++) {
      // The kernel's row that links the lowest winner's row to this one.
      const lowest = min(row, down - 1);
      const rows = lowest - max(0, row - 2) + 1;
      const spreadFrom = block.spread + <usize>(3 * (row - lowest)) * tap;
      for (let column = 0; column < width; column++) {
        const left = max(0, column - 2);
        const right = min(column, across - 1);
        const marks = block.marks + <usize>lowest * marksRow + <usize>left * sizeof<usize>();
        const reach = <usize>max(0, right - left + 1) * sizeof<usize>();
        for (let from = 0; from < filters; from += wide) {
          const offset = (<usize>from) << 2;
          cell(
            marks,
            marksRow,
            spreadFrom + <usize>column * tap + offset,
            3 * tap,
            rows,
            reach,
            value + offset,
            block.affine + offset,
            channels,
            block.gradientBiasA + offset,
          );
        }
        value += channels;
      }
    }
  }
}
