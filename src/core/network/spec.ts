/**
 * The words in which a network is written: one record a layer, in Keras's terms. Data only; what follows
 * from a spec (shapes, counts, kernels, code) is derived elsewhere.
 */

export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export type Padding = 'same' | 'valid';

/** Square kernel, stride 1, ReLU after the bias. */
export interface Convolution {
  readonly kind: 'convolution';
  readonly id: string;
  readonly filters: number;
  readonly kernel: number;
  readonly padding: Padding;
}

/** Normalises each channel over batch, rows and columns. `momentum` is the share of the old moving value kept. */
export interface BatchNorm {
  readonly kind: 'batch-norm';
  readonly id: string;
  readonly momentum: number;
  readonly epsilon: number;
}

/** Square window, stride equal to its size, no padding: a last odd row or column is dropped. */
export interface MaxPool {
  readonly kind: 'max-pool';
  readonly id: string;
  readonly size: number;
}

/** In training each value is zeroed with probability `rate` and the others are scaled by 1 / (1 - rate). */
export interface Dropout {
  readonly kind: 'dropout';
  readonly id: string;
  readonly rate: number;
}

/** Row, column, channel order: the value at (row, column, channel) lands at (row * width + column) * channels + channel. */
interface Flatten {
  readonly kind: 'flatten';
  readonly id: string;
}

/** Fully connected; its outputs are logits, softmax turns them into probabilities. */
export interface Dense {
  readonly kind: 'dense';
  readonly id: string;
  readonly units: number;
}

export type Layer = Convolution | BatchNorm | MaxPool | Dropout | Flatten | Dense;
export type LayerKind = Layer['kind'];

export interface Network {
  readonly input: Shape;
  readonly layers: readonly Layer[];
}
