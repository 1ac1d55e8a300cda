/** What there is to say about one value of one layer: records of plain numbers, a kind of record for each kind of layer. */

/** One value of a layer's output, counted from 0. Vectors have row 0 and column 0. */
export interface Place {
  readonly layer: string;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** One value that a layer read; a convolution's may lie outside, in the padding, where it is 0. */
export interface Source {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  readonly value: number;
}

export interface Product extends Source {
  readonly weight: number;
  /** value * weight. */
  readonly product: number;
  readonly padding: boolean;
}

/** What all explanations say. */
export interface Explained {
  readonly place: Place;
  /** The layer that was read; null: the picture, as bytes / 255. */
  readonly from: string | null;
  /** What the explanation comes to. */
  readonly output: number;
}

export interface ConvolutionExplanation extends Explained {
  readonly kind: 'convolution';
  /** kernel * kernel * channels, by kernel row, kernel column, channel. */
  readonly products: readonly Product[];
  readonly kernel: number;
  /** The products of each channel that was read, added up. */
  readonly partials: Float64Array;
  readonly bias: number;
  /** All products and the bias: the value before ReLU. */
  readonly sum: number;
}

export interface BatchNormExplanation extends Explained {
  readonly kind: 'batch-norm';
  readonly source: Source;
  readonly mean: number;
  readonly variance: number;
  readonly epsilon: number;
  readonly gamma: number;
  readonly beta: number;
  /** (value - mean) / sqrt(variance + epsilon). */
  readonly normalised: number;
}

export interface MaxPoolExplanation extends Explained {
  readonly kind: 'max-pool';
  /** In row-major order. */
  readonly sources: readonly Source[];
  /** Place in `sources`: of equal values the first. */
  readonly winner: number;
}

/** Dropout at rest passes a value on; flatten gives it a place in a list. */
interface PassExplanation extends Explained {
  readonly kind: 'dropout' | 'flatten';
  readonly source: Source;
}

export interface DenseExplanation extends Explained {
  readonly kind: 'dense';
  /** One for each value that comes in; its place is in `channel`. */
  readonly products: readonly Product[];
  readonly bias: number;
  /** All products and the bias: the logit. `output` is its share after softmax. */
  readonly sum: number;
  /** Of all units. */
  readonly logits: Float64Array;
  readonly probabilities: Float64Array;
}

export type Explanation =
  | ConvolutionExplanation
  | BatchNormExplanation
  | MaxPoolExplanation
  | PassExplanation
  | DenseExplanation;
