/**
 * Batch normalisation over batch, rows and columns, forward and backward, in float64 (S. Ioffe and C. Szegedy, "Batch
 * Normalization", ICML 2015, algorithm 1 and section 3). The channel is the fastest axis of every array here.
 */

/** One mean and one variance for each channel. */
export interface ChannelStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Mean and biased variance (the sum of squares is divided by m, not m - 1) of each channel, in two passes. */
export function channelStatistics(input: Float64Array, channels: number): ChannelStatistics {
  const cells = input.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let at = 0; at < input.length; at += channels)
    for (let c = 0; c < channels; c++) mean[c]! += input[at + c]! / cells;
  for (let at = 0; at < input.length; at += channels)
    for (let c = 0; c < channels; c++) variance[c]! += (input[at + c]! - mean[c]!) ** 2 / cells;
  return { mean, variance };
}

/**
 * gamma * (x - mean) / sqrt(variance + epsilon) + beta, for each channel: with the batch's own statistics in training, with
 * the moving ones in evaluation.
 */
export function normalise(
  input: Float64Array,
  gamma: Float64Array,
  beta: Float64Array,
  statistics: ChannelStatistics,
  epsilon: number,
): Float64Array {
  const channels = gamma.length;
  const out = new Float64Array(input.length);
  for (let c = 0; c < channels; c++) {
    const scale = gamma[c]! / Math.sqrt(statistics.variance[c]! + epsilon);
    for (let at = c; at < input.length; at += channels)
      out[at] = (input[at]! - statistics.mean[c]!) * scale + beta[c]!;
  }
  return out;
}

export interface BatchNormGradient {
  readonly input: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
}

/**
 * The chain rule through the batch's own statistics, with m the cells of a channel, x^ the normalised input and g the
 * gradient of the output: beta gets sum g, gamma gets sum g * x^, and the input
 * gamma / sqrt(variance + epsilon) * (g - mean(g) - x^ * mean(g * x^)) (Ioffe and Szegedy 2015, section 3, gathered into one term).
 */
export function normaliseBackward(
  input: Float64Array,
  gamma: Float64Array,
  gradient: Float64Array,
  statistics: ChannelStatistics,
  epsilon: number,
): BatchNormGradient {
  const channels = gamma.length;
  const cells = input.length / channels;
  const toInput = new Float64Array(input.length);
  const toGamma = new Float64Array(channels);
  const toBeta = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const mean = statistics.mean[c]!;
    const inverse = 1 / Math.sqrt(statistics.variance[c]! + epsilon);
    for (let at = c; at < input.length; at += channels) {
      toBeta[c]! += gradient[at]!;
      toGamma[c]! += gradient[at]! * (input[at]! - mean) * inverse;
    }
    const scale = gamma[c]! * inverse;
    for (let at = c; at < input.length; at += channels) {
      const normal = (input[at]! - mean) * inverse;
      toInput[at] = scale * (gradient[at]! - toBeta[c]! / cells - (normal * toGamma[c]!) / cells);
    }
  }
  return { input: toInput, gamma: toGamma, beta: toBeta };
}

/**
 * The moving value after a batch: momentum * moving + (1 - momentum) * batch. The variance that goes in is the batch's biased
 * one, for the engines that are compared with this file do the same (TensorFlow.js feeds the variance that it normalised
 * with); PyTorch multiplies it by m / (m - 1) first. With the 864 cells a channel and more that a batch of the recipe has, the two
 * differ by less than 0.12 %.
 */
export function movingAverage(
  moving: Float64Array,
  batch: Float64Array,
  momentum: number,
): Float64Array {
  return moving.map((value, c) => momentum * value + (1 - momentum) * batch[c]!);
}
