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
