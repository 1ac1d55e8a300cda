/**
 * What batch norm needs of a gradient, without a pass over the maps. With g the gradient of batch norm's output and a its input,
 * both the sums of g and of g * a by channel follow from the gradients of the convolution behind it, which is `valid`: each of its
 * outputs sees all nine taps.
 */
import { Block } from './block';

/**
 * Writes, in doubles by channel, sum g = sum over taps and filters of kernel * (bias's gradient), then
 * sum g * a = sum of kernel * (raw gradient).
 */
export function normSums(block: Block, kernel: usize, to: usize): void {
  const filters = <usize>block.filters;
  const depth = <usize>9 * filters;
  for (let channel: usize = 0; channel < filters; channel++) {
    let sum: f64 = 0;
    let product: f64 = 0;
    for (let k = channel; k < depth; k += filters) {
      const weights = kernel + ((k * filters) << 2);
      const raw = block.rawB + (k << 2);
      for (let filter: usize = 0; filter < filters; filter++) {
        const weight = <f64>load<f32>(weights + (filter << 2));
        sum += weight * <f64>load<f32>(block.gradientBiasB + (filter << 2));
        product += weight * <f64>load<f32>(raw + ((filter * depth) << 2));
      }
    }
    store<f64>(to + (channel << 3), sum);
    store<f64>(to + ((filters + channel) << 3), product);
  }
}

/** The kernel's gradient in the flat order, for an input of a * scale + shift: scale * raw + shift * (bias's gradient). */
export function unfold(block: Block, scale: usize, shift: usize, to: usize): void {
  const filters = <usize>block.filters;
  const depth = <usize>9 * filters;
  for (let k: usize = 0; k < depth; k++) {
    const channel = (k % filters) << 2;
    const by = load<f32>(scale + channel);
    const plus = load<f32>(shift + channel);
    for (let filter: usize = 0; filter < filters; filter++) {
      const raw = load<f32>(block.rawB + ((filter * depth + k) << 2));
      store<f32>(to, by * raw + plus * load<f32>(block.gradientBiasB + (filter << 2)));
      to += 4;
    }
  }
}
