/**
 * The gradient of a 3 x 3 kernel by the minimal filtering F(3 x 3, 2 x 2), the transpose of the way forward (see `winograd.ts`): a
 * tile of 4 x 4 inputs and its 2 x 2 gradients give nine sums with 16 products where there were 36. The products are summed over
 * all tiles of all pictures, point by point, and turned into the kernel's gradient once, at the end.
 */
import { Block } from './block';
import { outer } from './outer';
import { next, seek, tileInput, tiling } from './tiling';
import { points, roomFor, transformTile, valuesOf } from './winograd';

/** Tiles that are transformed together. */
const stock: i32 = 64;

/** Bytes from a point's values to the next one's: a line more than they take, or all sixteen would lie in the same cache lines. */
function pointBytes(channels: i32): usize {
  return ((<usize>(stock * channels)) << 2) + 64;
}

/** Room that both ways need of a block. */
export function tilesBytes(inputs: i32, filters: i32): usize {
  const values = <usize>points * (pointBytes(inputs) + pointBytes(filters));
  const sums = (<usize>(points * inputs * filters)) << 2;
  return max(roomFor(max(inputs, filters)), roomFor(inputs) + values + sums);
}

/** One row of G y, given by columns, times G^T, without the halves. */
function rowOf(y0: v128, y1: v128, to: usize, step: usize): void {
  v128.store(to, y0);
  v128.store(to + step, f32x4.add(y0, y1));
  v128.store(to + 2 * step, f32x4.sub(y0, y1));
  v128.store(to + 3 * step, y1);
}

/** G y G^T, but for factors of a half, of the 2 x 2 gradients of the tile at hand. What is read beyond the map counts as zeros. */
function transformGradient(block: Block, to: usize, step: usize): void {
  const pixel = (<usize>block.filters) << 2;
  const row = <usize>block.width * pixel;
  let from =
    block.maps +
    <usize>tiling.picture * block.mapsImage +
    <usize>(2 * tiling.row) * row +
    <usize>(2 * tiling.column) * pixel;
  const right = i32x4.splat(2 * tiling.column + 1 < block.width ? -1 : 0);
  const below = i32x4.splat(2 * tiling.row + 1 < block.height ? -1 : 0);
  const corner = v128.and(right, below);
  const down: usize = 4 * step;
  for (const end = from + pixel; from < end; from += 16, to += 16) {
    const y00 = v128.load(from);
    const y01 = v128.and(v128.load(from + pixel), right);
    const y10 = v128.and(v128.load(from + row), below);
    const y11 = v128.and(v128.load(from + row + pixel), corner);
    rowOf(y00, y01, to, step);
    rowOf(f32x4.add(y00, y10), f32x4.add(y01, y11), to + down, step);
    rowOf(f32x4.sub(y00, y10), f32x4.sub(y01, y11), to + 2 * down, step);
    rowOf(y10, y11, to + 3 * down, step);
  }
}

/** Adds the products of `count` tiles to `sums`: by point, filter, input channel. */
function multiply(block: Block, values: usize, gradients: usize, count: i32, sums: usize): void {
  const inputs = block.inputs;
  const filters = block.filters;
  const pixel = (<usize>inputs) << 2;
  const step = (<usize>filters) << 2;
  for (let point = 0; point < points; point++) {
    for (let channel: usize = 0; channel < pixel; channel += 32)
      for (let from = 0; from < filters; from += 6) {
        // The last six overlap those before them.
        const start = min(from, filters - 6);
        outer(
          gradients + ((<usize>start) << 2),
          step,
          0,
          0,
          values + channel,
          pixel,
          0,
          1,
          1,
          count,
          sums + <usize>start * pixel + channel,
          pixel,
          from - start,
        );
      }
    values += pointBytes(inputs);
    gradients += pointBytes(filters);
    sums += pixel * <usize>filters;
  }
}

/** Adds four lanes to one filter's taps of four input channels, `row` bytes apart. */
function scatter(to: usize, row: usize, lanes: v128): void {
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(lanes, 0));
  to += row;
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(lanes, 1));
  to += row;
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(lanes, 2));
  to += row;
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(lanes, 3));
}

/** One row of taps, given by columns of A^T m, times A, with the halves that `transformGradient` left out. */
function taps(m0: v128, m1: v128, m2: v128, m3: v128, to: usize, tap: usize, row: usize): void {
  const half = f32x4.splat(0.5);
  const sum = f32x4.mul(half, f32x4.add(m1, m2));
  scatter(to, row, f32x4.add(m0, sum));
  scatter(to + tap, row, f32x4.mul(half, f32x4.sub(m1, m2)));
  scatter(to + 2 * tap, row, f32x4.sub(sum, m3));
}

/** Half the sum of two of three middle rows, or half their difference. */
function halfSum(at: usize, step: usize): v128 {
  return f32x4.mul(f32x4.splat(0.5), f32x4.add(v128.load(at + 4 * step), v128.load(at + 8 * step)));
}
function halfDifference(at: usize, step: usize): v128 {
  return f32x4.mul(f32x4.splat(0.5), f32x4.sub(v128.load(at + 4 * step), v128.load(at + 8 * step)));
}

/** A^T m A for one filter and four input channels whose sixteen sums lie `step` bytes apart: added to nine taps. */
function turn(from: usize, step: usize, to: usize, tap: usize, row: usize): void {
  const at1 = from + step;
  const at2 = at1 + step;
  const at3 = at2 + step;
  const s0 = halfSum(from, step);
  const s1 = halfSum(at1, step);
  const s2 = halfSum(at2, step);
  const s3 = halfSum(at3, step);
  taps(
    f32x4.add(v128.load(from), s0),
    f32x4.add(v128.load(at1), s1),
    f32x4.add(v128.load(at2), s2),
    f32x4.add(v128.load(at3), s3),
    to,
    tap,
    row,
  );
  taps(
    halfDifference(from, step),
    halfDifference(at1, step),
    halfDifference(at2, step),
    halfDifference(at3, step),
    to + 3 * tap,
    tap,
    row,
  );
  const last: usize = 12 * step;
  taps(
    f32x4.sub(s0, v128.load(from + last)),
    f32x4.sub(s1, v128.load(at1 + last)),
    f32x4.sub(s2, v128.load(at2 + last)),
    f32x4.sub(s3, v128.load(at3 + last)),
    to + 6 * tap,
    tap,
    row,
  );
}

/** Adds to `kernelA` what pictures `first` to `end` give. */
export function tiledGradient(block: Block, first: i32, end: i32): void {
  const inputs = <usize>block.inputs;
  const filters = <usize>block.filters;
  tileInput(block);
  const values = valuesOf();
  const gradients = values + <usize>points * pointBytes(block.inputs);
  const sums = gradients + <usize>points * pointBytes(block.filters);
  const matrix = (inputs * filters) << 2;
  memory.fill(sums, 0, <usize>points * matrix);
  const tiles = tiling.down * tiling.across;
  seek(first * tiles);
  for (let from = first * tiles; from < end * tiles; from += stock) {
    const count = min(stock, end * tiles - from);
    for (let tile: usize = 0; tile < <usize>count; tile++, next()) {
      transformTile(values + ((tile * inputs) << 2), pointBytes(block.inputs));
      transformGradient(block, gradients + ((tile * filters) << 2), pointBytes(block.filters));
    }
    multiply(block, values, gradients, count, sums);
  }
  const row = filters << 2;
  for (let filter: usize = 0; filter < filters; filter++)
    for (let channel: usize = 0; channel < inputs; channel += 4) {
      const to = block.kernelA + channel * row + (filter << 2);
      turn(sums + ((filter * inputs + channel) << 2), matrix, to, inputs * row, row);
    }
}
