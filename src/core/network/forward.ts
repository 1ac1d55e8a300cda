/** The way forward through a network, layer by layer, in float64, on the plain loops of `core/math`. Knows no gradients. */
import { channelStatistics, normalise, type ChannelStatistics } from '../math/batch-norm.ts';
import { convolve, type ConvolutionSize } from '../math/convolution.ts';
import { dense } from '../math/dense.ts';
import { dropOut } from '../math/dropout.ts';
import { maxPool } from '../math/max-pool.ts';
import { reluInPlace } from '../math/relu.ts';
import { softmax } from '../math/softmax.ts';
import { view, type ParameterLayout } from './parameters.ts';
import { shapes, volumeOf } from './shapes.ts';
import type { Convolution, Layer, Network, Shape } from './spec.ts';

/** What a batch left behind on its way: enough for the figures and for the way back. */
export interface ForwardPass {
  /** Pictures in the batch. */
  readonly count: number;
  /** By layer id: `count` volumes, one after another, in row, column, channel order. `dense` holds logits. */
  readonly outputs: ReadonlyMap<string, Float64Array>;
  /** The last layer's output, `count * units`. */
  readonly logits: Float64Array;
  /** Softmax of the logits. */
  readonly probabilities: Float64Array;
  /** By batch-norm id, what it normalised with: the batch's statistics in training, the moving ones in evaluation. */
  readonly statistics: ReadonlyMap<string, ChannelStatistics>;
  /** By max-pool id: for each output value, the index in the layer's input that won. */
  readonly winners: ReadonlyMap<string, Uint32Array>;
  /** By dropout id: the masks that were applied; a layer without one passed its input on. */
  readonly masks: ReadonlyMap<string, Uint8Array>;
}

export interface ForwardOptions {
  /** True: batch norm uses the batch's own statistics. The moving ones are never written here. */
  readonly training: boolean;
  /** By dropout id: 1 stays, 0 goes, as long as the layer's output for the whole batch. Used in training and out of it. */
  readonly masks?: ReadonlyMap<string, Uint8Array>;
}

/** A convolution layer's size in the words of `core/math`. */
export const convolutionSize = (
  layer: Convolution,
  input: Shape,
  count: number,
): ConvolutionSize => ({
  count,
  height: input.height,
  width: input.width,
  inputs: input.channels,
  filters: layer.filters,
  kernel: layer.kernel,
  padding: layer.padding,
});

/** Refuses arrays of another size than the network's, naming both. */
function checkSizes(
  network: Network,
  layout: ParameterLayout,
  weights: Float64Array,
  pictures: Float64Array,
  count: number,
): void {
  if (weights.length !== layout.total)
    throw new Error(`forward: expected ${layout.total} weights, got ${weights.length}`);
  const expected = count * volumeOf(network.input);
  if (count < 1 || pictures.length !== expected)
    throw new Error(
      `forward: expected ${expected} values for ${count} pictures, got ${pictures.length}`,
    );
}

/** What a pass gathers while it is under way. */
interface Gathering {
  readonly statistics: Map<string, ChannelStatistics>;
  readonly winners: Map<string, Uint32Array>;
  readonly masks: Map<string, Uint8Array>;
}

/**
 * A batch's way through the network. `pictures` are `count` pictures of values from 0 to 1; `weights` are flat, in the layout's
 * order. Throws where a size does not fit.
 */
export function forward(
  network: Network,
  layout: ParameterLayout,
  weights: Float64Array,
  pictures: Float64Array,
  count: number,
  options: ForwardOptions,
): ForwardPass {
  checkSizes(network, layout, weights, pictures, count);
  const along = shapes(network);
  const outputs = new Map<string, Float64Array>();
  const gathering: Gathering = { statistics: new Map(), winners: new Map(), masks: new Map() };
  const parameter = (layer: Layer, part: string) => view(layout, weights, `${layer.id}/${part}`);
  let values = pictures;
  network.layers.forEach((layer, index) => {
    values = apply(layer, values, along[index]!, count, options, parameter, gathering);
    outputs.set(layer.id, values);
  });
  const { channels } = along[along.length - 1]!;
  return {
    count,
    outputs,
    logits: values,
    probabilities: softmax(values, channels),
    ...gathering,
  };
}

function apply(
  layer: Layer,
  input: Float64Array,
  shape: Shape,
  count: number,
  options: ForwardOptions,
  parameter: (layer: Layer, part: string) => Float64Array,
  gathering: Gathering,
): Float64Array {
  switch (layer.kind) {
    case 'convolution': {
      const size = convolutionSize(layer, shape, count);
      return reluInPlace(
        convolve(input, parameter(layer, 'kernel'), parameter(layer, 'bias'), size),
      );
    }
    case 'batch-norm': {
      const statistics = options.training
        ? channelStatistics(input, shape.channels)
        : {
            mean: parameter(layer, 'moving_mean'),
            variance: parameter(layer, 'moving_variance'),
          };
      gathering.statistics.set(layer.id, statistics);
      const gamma = parameter(layer, 'gamma');
      return normalise(input, gamma, parameter(layer, 'beta'), statistics, layer.epsilon);
    }
    case 'max-pool': {
      const pooled = maxPool(input, { ...shape, count, window: layer.size });
      gathering.winners.set(layer.id, pooled.winners);
      return pooled.output;
    }
    case 'dropout': {
      const mask = options.masks?.get(layer.id);
      if (!mask) return input;
      gathering.masks.set(layer.id, mask);
      return dropOut(input, mask, layer.rate);
    }
    case 'flatten':
      return input;
    case 'dense':
      return dense(input, parameter(layer, 'kernel'), parameter(layer, 'bias'));
  }
}
