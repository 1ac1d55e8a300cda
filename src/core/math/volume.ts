/** A block of numbers with a height, a width and channels: what crosses every border of the project. */
import type { Shape } from '../network/spec.ts';

/** `data[(row * width + column) * channels + channel]`. */
export interface Volume extends Shape {
  readonly data: Float32Array;
}
