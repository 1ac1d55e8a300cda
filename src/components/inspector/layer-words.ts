/** What each kind of layer does, in a reader's words; one or two sentences a kind. */
import type { Layer } from '../../core/network/spec.ts';

/** What happens between this layer's input and its output. */
export function wordsFor(layer: Layer): string {
  switch (layer.kind) {
    case 'convolution':
      return `Each of ${layer.filters} filters slides over all channels of the input, ${layer.kernel}×${layer.kernel} at a time; negative sums become zero (ReLU).`;
    case 'batch-norm':
      return 'Shifts and scales each channel to mean 0 and spread 1, then to a mean and a spread that are learned. Both signs occur: blue is below zero, red above.';
    case 'max-pool':
      return `Keeps the largest of each ${layer.size}×${layer.size} group of values. Rows and columns halve; channels stay.`;
    case 'dropout':
      return `In training, each value is set to zero with probability ${layer.rate} and the others are doubled. At rest, as here, everything passes unchanged.`;
    case 'flatten':
      return 'Lines up the values of all maps as one list. Nothing is computed, and each place of the list still belongs to one place of one map.';
    case 'dense':
      return 'Every value of the list is weighed for every class. Softmax turns the three sums into shares of one.';
  }
}
