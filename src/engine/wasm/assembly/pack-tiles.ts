/**
 * Puts kernels (row, column, input channel, filter) into the panels of `winograd.ts`: eight filters, and for each of the sixteen
 * points and each input channel 8 floats. A kernel of 3 x 3 becomes G g G^T.
 */

/** The sums and differences of G are halved. */
function half(sum: v128): v128 {
  return f32x4.mul(sum, f32x4.splat(0.5));
}

/** One row of G g, given by columns, times G^T. */
function kernelRow(g0: v128, g1: v128, g2: v128, to: usize, step: usize): void {
  const ends = f32x4.add(g0, g2);
  v128.store(to, g0);
  v128.store(to + step, half(f32x4.add(ends, g1)));
  v128.store(to + 2 * step, half(f32x4.sub(ends, g1)));
  v128.store(to + 3 * step, g2);
}

/** G g G^T for four filters whose nine taps are these: sixteen vectors `step` bytes apart. */
function transformKernel(
  g00: v128,
  g01: v128,
  g02: v128,
  g10: v128,
  g11: v128,
  g12: v128,
  g20: v128,
  g21: v128,
  g22: v128,
  to: usize,
  step: usize,
): void {
  const e0 = f32x4.add(g00, g20);
  const e1 = f32x4.add(g01, g21);
  const e2 = f32x4.add(g02, g22);
  kernelRow(g00, g01, g02, to, step);
  const sum = to + 4 * step;
  kernelRow(
    half(f32x4.add(e0, g10)),
    half(f32x4.add(e1, g11)),
    half(f32x4.add(e2, g12)),
    sum,
    step,
  );
  const difference = to + 8 * step;
  kernelRow(
    half(f32x4.sub(e0, g10)),
    half(f32x4.sub(e1, g11)),
    half(f32x4.sub(e2, g12)),
    difference,
    step,
  );
  kernelRow(g20, g21, g22, to + 12 * step, step);
}

/** Nine taps of four filters, times `by`, transformed; see `winograd.ts`. */
function packTile(from: usize, tap: usize, by: v128, to: usize, channels: i32): void {
  transformKernel(
    f32x4.mul(v128.load(from), by),
    f32x4.mul(v128.load(from + tap), by),
    f32x4.mul(v128.load(from + 2 * tap), by),
    f32x4.mul(v128.load(from + 3 * tap), by),
    f32x4.mul(v128.load(from + 4 * tap), by),
    f32x4.mul(v128.load(from + 5 * tap), by),
    f32x4.mul(v128.load(from + 6 * tap), by),
    f32x4.mul(v128.load(from + 7 * tap), by),
    f32x4.mul(v128.load(from + 8 * tap), by),
    to,
    (<usize>channels) << 5,
  );
}

/** Panels of a kernel, each input channel of which is multiplied by its own number at `scale`, if there are any. */
function packScaled(kernel: usize, channels: i32, filters: i32, scale: usize, to: usize): void {
  const row = (<usize>filters) << 2;
  const tap = <usize>channels * row;
  let by = f32x4.splat(1);
  for (let panel = 0; panel < filters; panel += 8)
    for (let channel: usize = 0; channel < <usize>channels; channel++) {
      if (scale) by = v128.load32_splat(scale + (channel << 2));
      const from = kernel + channel * row + ((<usize>panel) << 2);
      const at = to + ((<usize>(panel * channels)) << 6) + (channel << 5);
      packTile(from, tap, by, at, channels);
      packTile(from + 16, tap, by, at + 16, channels);
    }
}

/** Panels of a kernel. */
export function packTiles(kernel: usize, channels: i32, filters: i32, to: usize): void {
  packScaled(kernel, channels, filters, 0, to);
}

/**
 * Batch norm of the input, x * scale + shift, folded into the convolution that follows it: panels of kernel * scale, and the bias
 * plus the sum of kernel * shift. That is exact for a `valid` convolution only: padding is not shifted.
 */
export function packFolded(
  kernel: usize,
  bias: usize,
  channels: i32,
  filters: i32,
  scale: usize,
  shift: usize,
  to: usize,
  biasTo: usize,
): void {
  const row = (<usize>filters) << 2;
  packScaled(kernel, channels, filters, scale, to);
  for (let filter: usize = 0; filter < row; filter += 8)
    foldBias(kernel + filter, bias + filter, channels, row, shift, biasTo + filter);
}

/** Two filters' bias plus the sum of kernel * shift, in doubles: every cell of a map gets this number's error. */
function foldBias(
  kernel: usize,
  bias: usize,
  channels: i32,
  row: usize,
  shift: usize,
  to: usize,
): void {
  let sum = f64x2.promote_low_f32x4(v128.load64_zero(bias));
  for (let tap = 0; tap < 9; tap++)
    for (let channel: usize = 0; channel < <usize>channels; channel++) {
      const plus = f64x2.splat(<f64>load<f32>(shift + (channel << 2)));
      sum = f64x2.add(sum, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(kernel)), plus));
      kernel += row;
    }
  v128.store64_lane(to, f32x4.demote_f64x2_zero(sum), 0);
}

/** The same tap of four neighbouring input channels. */
function fourChannels(from: usize, row: usize): v128 {
  let taps = v128.load32_zero(from);
  taps = v128.load32_lane(from + row, taps, 1);
  taps = v128.load32_lane(from + 2 * row, taps, 2);
  return v128.load32_lane(from + 3 * row, taps, 3);
}

/** Panels for the way back: input channels and filters change places, and the kernel is turned by half a turn. */
export function packBack(kernel: usize, channels: i32, filters: i32, to: usize): void {
  const row = (<usize>filters) << 2;
  const tap = <usize>channels * row;
  for (let four = 0; four < channels; four += 4)
    for (let filter: usize = 0; filter < <usize>filters; filter++) {
      const from = kernel + <usize>four * row + (filter << 2);
      transformKernel(
        fourChannels(from + 8 * tap, row),
        fourChannels(from + 7 * tap, row),
        fourChannels(from + 6 * tap, row),
        fourChannels(from + 5 * tap, row),
        fourChannels(from + 4 * tap, row),
        fourChannels(from + 3 * tap, row),
        fourChannels(from + 2 * tap, row),
        fourChannels(from + tap, row),
        fourChannels(from, row),
        to + ((<usize>((four >> 3) * filters)) << 9) + (filter << 5) + (((<usize>four) & 4) << 2),
        row << 3,
      );
    }
}
