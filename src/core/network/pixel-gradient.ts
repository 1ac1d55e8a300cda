/**
 * How much one value of a layer would move if a pixel moved: the derivative of one activation with respect to all pixels of a
 * picture, in evaluation mode. It goes back from that one cell alone, through the cells that feed it, and learns nothing.
 */
import type { Volume } from '../math/volume.ts';
import { coneOf, type Patch } from './cone.ts';
import { view, type ParameterLayout } from './parameters.ts';
import { volumeOf } from './shapes.ts';
import type { BatchNorm, Convolution, Layer, MaxPool, Network } from './spec.ts';

/** One value: a layer with places, a cell of its grid and a channel, all counted from 0. */
export interface Place {
  readonly layer: string;
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/**
 * d value / d pixel for every pixel and colour, in row, column, colour order; pixels run from 0 (black) to 1. `maps` are all layers'
 * outputs for the picture, as a viewer gives them. Throws for a place that the network does not have.
 */
export type PixelGradient = (maps: ReadonlyMap<string, Volume>, place: Place) => Float64Array;

/** A patch of a grid with the gradient of each of its values, in row, column, channel order. */
interface Share {
  readonly patch: Patch;
  readonly channels: number;
  readonly values: Float64Array;
}

const empty = (patch: Patch, channels: number): Share => ({
  patch,
  channels,
  values: new Float64Array(patch.height * patch.width * channels),
});

/** Kernel values in the order row, column, filter, input: the way back walks along the inputs of one filter. */
function turned(kernel: Float32Array, inputs: number, filters: number): Float32Array {
  const out = new Float32Array(kernel.length);
  const taps = kernel.length / (inputs * filters);
  for (let tap = 0; tap < taps; tap++)
    for (let k = 0; k < inputs; k++)
      for (let f = 0; f < filters; f++)
        out[(tap * filters + f) * inputs + k] = kernel[(tap * inputs + k) * filters + f]!;
  return out;
}

/** ReLU passes the gradient where its output is above 0 (as `math/relu.ts`); most values of a pooled map's windows get none. */
function throughRelu(share: Share, output: Volume): void {
  const { patch, channels, values } = share;
  let at = 0;
  for (let row = patch.row; row < patch.row + patch.height; row++) {
    let from = (row * output.width + patch.column) * channels;
    for (let i = 0; i < patch.width * channels; i++, at++, from++)
      if (!(output.data[from]! > 0)) values[at] = 0;
  }
}

/** in(y, x, k) gets the sum over taps and filters of kernel(i, j, k, f) * out(y - i + before, x - j + before, f). */
function throughKernel(layer: Convolution, kernel: Float32Array, from: Share, to: Share): void {
  const before = layer.padding === 'same' ? Math.floor((layer.kernel - 1) / 2) : 0;
  const { channels: filters, patch } = from;
  const { channels: inputs, patch: under } = to;
  for (let row = 0; row < patch.height; row++)
    for (let column = 0; column < patch.width; column++) {
      const source = (row * patch.width + column) * filters;
      for (let i = 0; i < layer.kernel; i++) {
        const y = patch.row + row + i - before - under.row;
        if (y < 0 || y >= under.height) continue;
        for (let j = 0; j < layer.kernel; j++) {
          const x = patch.column + column + j - before - under.column;
          if (x < 0 || x >= under.width) continue;
          const target = (y * under.width + x) * inputs;
          const tap = (i * layer.kernel + j) * filters * inputs;
          spread(from.values, source, filters, kernel, tap, to.values, target, inputs);
        }
      }
    }
}

/** One tap: each filter's gradient times its weights, added to one cell of the input. */
function spread(
  gradient: Float64Array,
  source: number,
  filters: number,
  kernel: Float32Array,
  tap: number,
  into: Float64Array,
  target: number,
  inputs: number,
): void {
  for (let f = 0; f < filters; f++) {
    const g = gradient[source + f]!;
    // Behind a ReLU and a maximum most are exactly 0.
    if (g === 0) continue;
    const weights = tap + f * inputs;
    for (let k = 0; k < inputs; k++) into[target + k]! += g * kernel[weights + k]!;
  }
}

/** Each gradient goes to the value that won its window, the first of equals (as `math/max-pool.ts`). */
function throughMaximum(layer: MaxPool, input: Volume, from: Share, to: Share): void {
  const { patch, channels } = from;
  const { size } = layer;
  let at = 0;
  for (let row = patch.row; row < patch.row + patch.height; row++)
    for (let column = patch.column; column < patch.column + patch.width; column++)
      for (let channel = 0; channel < channels; channel++, at++) {
        // The corner stands until something beats it, so that even a broken run stays inside the window.
        let [y, x, most] = [row * size, column * size, -Infinity];
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            const cell = (row * size + i) * input.width + column * size + j;
            const value = input.data[cell * channels + channel]!;
            if (value > most) [y, x, most] = [row * size + i, column * size + j, value];
          }
        const cell = (y - to.patch.row) * to.patch.width + x - to.patch.column;
        to.values[cell * channels + channel] = from.values[at]!;
      }
}

/** In evaluation BatchNorm multiplies each channel by a constant. */
function scaled(share: Share, factors: Float64Array): Share {
  const { channels, values } = share;
  return { ...share, values: values.map((value, i) => value * factors[i % channels]!) };
}

/** gamma / sqrt(moving variance + epsilon), for each channel. */
function factorsOf(
  layer: BatchNorm,
  parameter: (part: 'gamma' | 'moving_variance') => Float32Array,
): Float64Array {
  const variance = parameter('moving_variance');
  return Float64Array.from(
    parameter('gamma'),
    (gamma, channel) => gamma / Math.sqrt(variance[channel]! + layer.epsilon),
  );
}

type Step = (maps: ReadonlyMap<string, Volume>, from: Share, to: Share) => Share;

/** The way back through one layer; `before` is the layer whose output it reads, null for the picture. */
function stepOf(
  layer: Layer,
  before: string | null,
  inputs: number,
  parameter: (part: string) => Float32Array,
): Step {
  switch (layer.kind) {
    case 'convolution': {
      const kernel = turned(parameter('kernel'), inputs, layer.filters);
      return (maps, from, to) => {
        throughRelu(from, maps.get(layer.id)!);
        throughKernel(layer, kernel, from, to);
        return to;
      };
    }
    case 'max-pool':
      return (maps, from, to) => {
        throughMaximum(layer, maps.get(before!)!, from, to);
        return to;
      };
    case 'batch-norm': {
      const factors = factorsOf(layer, parameter);
      return (_, from) => scaled(from, factors);
    }
    case 'dropout':
      return (_, from) => from;
    case 'flatten':
    case 'dense':
      return () => {
        throw new Error(`pixel gradient: expected a layer with places, got ${layer.id}`);
      };
  }
}

/** Puts the last share into the picture; pixels outside of the cone get 0. */
function ontoPicture({ patch, channels, values }: Share, network: Network): Float64Array {
  const picture = new Float64Array(volumeOf(network.input));
  const length = patch.width * channels;
  for (let row = 0; row < patch.height; row++) {
    const to = ((patch.row + row) * network.input.width + patch.column) * channels;
    picture.set(values.subarray(row * length, (row + 1) * length), to);
  }
  return picture;
}

/**
 * Lays the weights out for many ways back; they are read once, here. The chain rule layer by layer (Goodfellow, Bengio and Courville,
 * "Deep Learning", 2016, section 6.5), on the cells of the cone only: about seven million multiply-adds for a value of `conv3b`.
 */
export function pixelGradient(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array,
): PixelGradient {
  let inputs = network.input.channels;
  const steps = network.layers.map((layer, index) => {
    const before = network.layers[index - 1]?.id ?? null;
    const step = stepOf(layer, before, inputs, (part) =>
      view(layout, weights, `${layer.id}/${part}`),
    );
    if (layer.kind === 'convolution') inputs = layer.filters;
    return step;
  });
  return (maps, { layer, row, column, channel }) => {
    const cone = coneOf(network, layer, row, column);
    const [top] = cone;
    if (!Number.isInteger(channel) || channel < 0 || channel >= top!.grid.channels)
      throw new Error(`pixel gradient: expected a channel of ${layer}, got ${channel}`);
    let share = empty(top!.seen, top!.grid.channels);
    share.values[channel] = 1;
    cone.slice(1).forEach(({ seen, grid }, level) => {
      const step = steps[cone.length - 2 - level]!;
      share = step(maps, share, empty(seen, grid.channels));
    });
    return ontoPicture(share, network);
  };
}
