/**
 * Puts kernels (row, column, input channel, filter: the flat order of the weights) into the orders in which the kernels
 * read them, and a gradient back. A panel is 8 filters: for each row, column and input channel, 8 floats.
 */

/** Panels of a kernel of `depth` = rows * columns * input channels. */
export function packPanels(kernel: usize, depth: i32, filters: i32, to: usize): void {
  const row = (<usize>filters) << 2;
  for (let panel = 0; panel < filters; panel += 8) {
    let from = kernel + ((<usize>panel) << 2);
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += row;
      to += 32;
    }
  }
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
  for (let panel = 0; panel < filters; panel += 8) {
    let from = kernel + ((<usize>panel) << 2);
    for (let tap = 0; tap < 9; tap++)
      for (let channel: usize = 0; channel < <usize>channels; channel++) {
        const by = v128.load32_splat(scale + (channel << 2));
        v128.store(to, f32x4.mul(v128.load(from), by));
        v128.store(to, f32x4.mul(v128.load(from, 16), by), 16);
        from += row;
        to += 32;
      }
  }
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

/** Panels for the way back: input channels and filters change places, and the kernel is turned by half a turn. */
export function packBack(kernel: usize, channels: i32, filters: i32, to: usize): void {
  const row = (<usize>filters) << 2;
  for (let panel = 0; panel < channels; panel += 8)
    for (let tap = 8; tap >= 0; tap--) {
      const from = kernel + <usize>(tap * channels + panel) * row;
      for (let filter: usize = 0; filter < <usize>filters; filter++) {
        for (let lane: usize = 0; lane < 8; lane++)
          store<f32>(to + (lane << 2), load<f32>(from + lane * row + (filter << 2)));
        to += 32;
      }
    }
}

/** Row, column, filter, input channel. */
export function packSpread(kernel: usize, channels: i32, filters: i32, to: usize): void {
  const row = (<usize>filters) << 2;
  for (let tap = 0; tap < 9; tap++) {
    const from = kernel + <usize>(tap * channels) * row;
    for (let filter: usize = 0; filter < <usize>filters; filter++)
      for (let channel: usize = 0; channel < <usize>channels; channel++) {
        store<f32>(to, load<f32>(from + channel * row + (filter << 2)));
        to += 4;
      }
  }
}
