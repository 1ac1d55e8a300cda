/** The way back through a network: the gradient of every trainable parameter, in float64, from a forward pass in training mode. */
import { normaliseBackward } from '../math/batch-norm.ts';
import { convolveBackward } from '../math/convolution.ts';
import { denseBackward } from '../math/dense.ts';
import { dropOut } from '../math/dropout.ts';
import { maxPoolBackward } from '../math/max-pool.ts';
import { reluBackward } from '../math/relu.ts';
import { convolutionSize, type ForwardPass } from './forward.ts';
import { view, type ParameterLayout } from './parameters.ts';
import { shapes } from './shapes.ts';
import type { Layer, Network, Shape } from './spec.ts';

/** One layer on the way back: what it saw, what it made, and the gradient of what it made. */
interface Visit {
  readonly shape: Shape;
  readonly first: boolean;
  readonly input: Float64Array;
  readonly gradient: Float64Array;
  readonly weight: (part: string) => Float64Array;
  readonly learn: (part: string, values: Float64Array) => void;
}

/**
 * The gradient of a loss with respect to the trainable parameters, flat in the layout's order. `toLogits` is the
 * loss's gradient at the logits; the pass must have been made with `training: true`, from the same pictures and weights.
 */
export function backward(
  network: Network,
  layout: ParameterLayout,
  weights: Float64Array,
  pictures: Float64Array,
  pass: ForwardPass,
  toLogits: Float64Array,
): Float64Array {
  const along = shapes(network);
  const learned = new Float64Array(layout.trainable);
  let gradient = toLogits;
  for (let index = network.layers.length - 1; index >= 0; index--) {
    const layer = network.layers[index]!;
    const before = network.layers[index - 1];
    const name = (part: string) => `${layer.id}/${part}`;
    gradient = retreat(layer, pass, {
      shape: along[index]!,
      first: !before,
      input: before ? pass.outputs.get(before.id)! : pictures,
      gradient,
      weight: (part) => view(layout, weights, name(part)),
      learn: (part, values) => view(layout, learned, name(part)).set(values),
    });
  }
  return learned;
}

/** Hands the layer's parameters their gradients and returns the gradient of its input (empty for a first convolution). */
function retreat(layer: Layer, pass: ForwardPass, visit: Visit): Float64Array {
  const { shape, first, input, gradient, weight, learn } = visit;
  switch (layer.kind) {
    case 'convolution': {
      const size = convolutionSize(layer, shape, pass.count);
      const through = reluBackward(pass.outputs.get(layer.id)!, gradient);
      const made = convolveBackward(input, weight('kernel'), through, size, !first);
      learn('kernel', made.kernel);
      learn('bias', made.bias);
      return made.input ?? new Float64Array();
    }
    case 'batch-norm': {
      const statistics = pass.statistics.get(layer.id)!;
      const gamma = weight('gamma');
      const made = normaliseBackward(input, gamma, gradient, statistics, layer.epsilon);
      learn('gamma', made.gamma);
      learn('beta', made.beta);
      return made.input;
    }
    case 'max-pool':
      return maxPoolBackward(pass.winners.get(layer.id)!, gradient, input.length);
    case 'dropout': {
      const mask = pass.masks.get(layer.id);
      return mask ? dropOut(gradient, mask, layer.rate) : gradient;
    }
    case 'flatten':
      return gradient;
    case 'dense': {
      const made = denseBackward(input, weight('kernel'), gradient, layer.units);
      learn('kernel', made.kernel);
      learn('bias', made.bias);
      return made.input;
    }
  }
}
