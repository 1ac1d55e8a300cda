/**
 * Where one number of the network comes from: the products, the statistics or the candidates behind one value of one layer, in
 * float64 from the stored maps and weights. It looks one layer back and never runs the network.
 */
import type { Volume } from '../math/volume.ts';
import { softmax } from '../math/softmax.ts';
import { view, type ParameterLayout } from './parameters.ts';
import { shapes } from './shapes.ts';
import type { BatchNorm, Convolution, MaxPool, Network, Shape } from './spec.ts';
import type {
  BatchNormExplanation,
  ConvolutionExplanation,
  DenseExplanation,
  Explained,
  Explanation,
  MaxPoolExplanation,
  Place,
  Product,
  Source,
} from './explanation.ts';

/** What a picture left in each layer, by layer id, and the picture itself: `height * width * channels` bytes. */
export interface Traces {
  readonly pixels: Uint8Array;
  readonly layers: ReadonlyMap<string, Volume>;
}

/** A layer's input, and how to read it. */
export interface Reading {
  readonly from: string | null;
  readonly shape: Shape;
  readonly at: (row: number, column: number, channel: number) => number;
}

/** The input of a layer: the output of the one before it, or the picture. Throws where the traces lack it. */
export function readingOf(network: Network, traces: Traces, layer: string): Reading {
  const index = network.layers.findIndex(({ id }) => id === layer);
  if (index < 0) throw new Error(`explain: expected a layer of the network, got "${layer}"`);
  const shape = shapes(network)[index]!;
  const from = network.layers[index - 1]?.id ?? null;
  const data = from === null ? traces.pixels : traces.layers.get(from)?.data;
  const length = shape.height * shape.width * shape.channels;
  if (data?.length !== length)
    throw new Error(
      `explain: expected ${length} values of ${from ?? 'the picture'}, got ${data?.length ?? 'none'}`,
    );
  // Divided by 1 or 255, not multiplied, so that a byte is exactly what the network was given.
  const whole = from === null ? 255 : 1;
  const at = (row: number, column: number, channel: number): number =>
    data[(row * shape.width + column) * shape.channels + channel]! / whole;
  return { from, shape, at };
}

/** Zero rows above, and columns to the left, of a convolution's input. */
export const paddingBefore = (layer: Convolution): number =>
  layer.padding === 'same' ? Math.floor((layer.kernel - 1) / 2) : 0;

/**
 * The arithmetic behind one value. `weights` are flat, in the layout's order, those that made the traces. Throws for a place that
 * the network does not have, and for traces without the layer's input.
 */
export function explain(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array | Float64Array,
  traces: Traces,
  place: Place,
): Explanation {
  const reading = readingOf(network, traces, place.layer);
  const index = network.layers.findIndex(({ id }) => id === place.layer);
  const layer = network.layers[index]!;
  checkPlace(place, shapes(network)[index + 1]!);
  const parameter = (part: string) =>
    view<Float32Array | Float64Array>(layout, weights, `${layer.id}/${part}`);
  const about = { place, from: reading.from };
  switch (layer.kind) {
    case 'convolution':
      return { ...about, ...convolved(layer, reading, parameter, place) };
    case 'batch-norm':
      return { ...about, ...normalised(layer, reading, parameter, place) };
    case 'max-pool':
      return { ...about, ...pooled(layer, reading, place) };
    case 'dropout': {
      const source = sourceAt(reading, place.row, place.column, place.channel);
      return { ...about, kind: layer.kind, source, output: source.value };
    }
    case 'flatten': {
      const { width, channels } = reading.shape;
      const cell = Math.floor(place.channel / channels);
      const [row, column] = [Math.floor(cell / width), cell % width];
      const source = sourceAt(reading, row, column, place.channel % channels);
      return { ...about, kind: layer.kind, source, output: source.value };
    }
    case 'dense':
      return { ...about, ...weighed(reading, parameter, place) };
  }
}

type Parameters = (part: string) => Float32Array | Float64Array;
type Without<T> = Omit<T, keyof Explained> & { readonly output: number };

function checkPlace({ layer, row, column, channel }: Place, shape: Shape): void {
  const fits = (value: number, size: number) =>
    Number.isInteger(value) && value >= 0 && value < size;
  if (!fits(row, shape.height) || !fits(column, shape.width) || !fits(channel, shape.channels))
    throw new Error(
      `explain: expected a place of ${layer}, ${shape.height}x${shape.width}x${shape.channels}, got (${row}, ${column}, ${channel})`,
    );
}

const sourceAt = (reading: Reading, row: number, column: number, channel: number): Source => ({
  row,
  column,
  channel,
  value: reading.at(row, column, channel),
});

/** As `convolve` in `core/math`, one output at a time and with everything it adds up kept. */
function convolved(
  layer: Convolution,
  { shape, at }: Reading,
  parameter: Parameters,
  place: Place,
): Without<ConvolutionExplanation> {
  const { kernel, filters } = layer;
  const weights = parameter('kernel');
  const bias = parameter('bias')[place.channel]!;
  const before = paddingBefore(layer);
  const products: Product[] = [];
  const partials = new Float64Array(shape.channels);
  for (let tap = 0; tap < kernel * kernel; tap++) {
    const row = place.row + Math.floor(tap / kernel) - before;
    const column = place.column + (tap % kernel) - before;
    const padding = row < 0 || row >= shape.height || column < 0 || column >= shape.width;
    for (let channel = 0; channel < shape.channels; channel++) {
      const value = padding ? 0 : at(row, column, channel);
      const weight = weights[(tap * shape.channels + channel) * filters + place.channel]!;
      products.push({ row, column, channel, value, weight, product: value * weight, padding });
      partials[channel]! += value * weight;
    }
  }
  const sum = products.reduce((all, { product }) => all + product, bias);
  // NaN stays NaN, as in `reluInPlace`.
  const output = sum < 0 ? 0 : sum;
  return { kind: 'convolution', products, kernel, partials, bias, sum, output };
}

function normalised(
  { epsilon }: BatchNorm,
  reading: Reading,
  parameter: Parameters,
  { row, column, channel }: Place,
): Without<BatchNormExplanation> {
  const source = sourceAt(reading, row, column, channel);
  const [mean, variance, gamma, beta] = [
    parameter('moving_mean')[channel]!,
    parameter('moving_variance')[channel]!,
    parameter('gamma')[channel]!,
    parameter('beta')[channel]!,
  ];
  const unit = (source.value - mean) / Math.sqrt(variance + epsilon);
  const output = gamma * unit + beta;
  const numbers = { mean, variance, epsilon, gamma, beta, normalised: unit };
  return { kind: 'batch-norm', source, ...numbers, output };
}

function pooled(
  { size }: MaxPool,
  reading: Reading,
  { row, column, channel }: Place,
): Without<MaxPoolExplanation> {
  const sources = Array.from({ length: size * size }, (_, i) =>
    sourceAt(reading, row * size + Math.floor(i / size), column * size + (i % size), channel),
  );
  // As `maxPool`: the first of equals, and a NaN over numbers.
  const winner = sources.reduce((best, { value }, i) => {
    const most = sources[best]!.value;
    return value > most || (Number.isNaN(value) && !Number.isNaN(most)) ? i : best;
  }, 0);
  return { kind: 'max-pool', sources, winner, output: sources[winner]!.value };
}

function weighed(
  { shape, at }: Reading,
  parameter: Parameters,
  { channel: unit }: Place,
): Without<DenseExplanation> {
  const weights = parameter('kernel');
  const biases = parameter('bias');
  const units = biases.length;
  const logits = Float64Array.from(biases);
  const products: Product[] = [];
  for (let channel = 0; channel < shape.channels; channel++) {
    const value = at(0, 0, channel);
    for (let u = 0; u < units; u++) logits[u]! += value * weights[channel * units + u]!;
    const weight = weights[channel * units + unit]!;
    const product = value * weight;
    products.push({ row: 0, column: 0, channel, value, weight, product, padding: false });
  }
  const probabilities = softmax(logits, units);
  return {
    kind: 'dense',
    products,
    bias: biases[unit]!,
    sum: logits[unit]!,
    logits,
    probabilities,
    output: probabilities[unit]!,
  };
}
