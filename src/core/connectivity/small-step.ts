/**
 * What a small network computes: its start, its answers, and the gradient of its loss, in float64. The hidden layer is written once for
 * all three ways of connecting it; the read-out is the dense layer of `core/math`.
 */
import { dense, denseBackward } from '../math/dense.ts';
import { streams, substream, uniform } from '../math/random.ts';
import { reluBackward, reluInPlace } from '../math/relu.ts';
import { crossEntropy } from '../math/softmax.ts';
import { glorotLimit } from '../network/initial.ts';
import type { SmallNetwork } from './small-network.ts';

type Part = keyof SmallNetwork['parts'];

/** A part of the flat weights, as a view. */
export function partOf(net: SmallNetwork, weights: Float64Array, part: Part): Float64Array {
  const { offset, length } = net.parts[part];
  return weights.subarray(offset, offset + length);
}

/**
 * The weights before the first step, a function of the seed. Uniform within sqrt(6 / (taps + filters)) for the hidden layer, that is
 * Glorot and Bengio's interval for the fans of one place; theirs for the read-out; biases 0. With one seed, the window of the first
 * place starts alike whether weights are shared or not.
 */
export function smallStart(net: SmallNetwork, seed: number): Float64Array {
  const weights = new Float64Array(net.total);
  const { filters, classes } = net.size;
  const fill = (part: Part, index: number, limit: number): void => {
    const values = partOf(net, weights, part);
    const stream = substream(streams.weights, index);
    for (let i = 0; i < values.length; i++)
      values[i] = (2 * uniform(seed, stream, 0, i) - 1) * limit;
  };
  fill('kernel', 0, glorotLimit([net.taps[0]!.length, filters]));
  fill('readKernel', 1, glorotLimit([net.parts.readKernel.length / classes, classes]));
  return weights;
}

/** out(place, filter) = bias + sum over taps of pixel * weight, before ReLU; `pixels` holds whole pictures. */
export function hiddenLayer(
  net: SmallNetwork,
  weights: Float64Array,
  pixels: Float64Array,
): Float64Array {
  const { taps, starts, size } = net;
  const { filters } = size;
  const area = size.height * size.width;
  const count = pixels.length / area;
  const bias = partOf(net, weights, 'bias');
  const out = new Float64Array(count * taps.length * filters);
  for (let n = 0; n < count; n++)
    for (let place = 0; place < taps.length; place++) {
      const to = (n * taps.length + place) * filters;
      const first = net.connectivity === 'shared' ? 0 : place * filters;
      for (let f = 0; f < filters; f++) out[to + f] = bias[first + f]!;
      const reads = taps[place]!;
      let at = starts[place]!;
      for (let tap = 0; tap < reads.length; tap++) {
        const value = pixels[n * area + reads[tap]!]!;
        for (let f = 0; f < filters; f++) out[to + f]! += value * weights[at++]!;
      }
    }
  return out;
}

/** Adds the hidden layer's part of the gradient: each weight gets pixel * gradient of every unit it serves. */
function hiddenBackward(
  net: SmallNetwork,
  pixels: Float64Array,
  toHidden: Float64Array,
  gradient: Float64Array,
): void {
  const { taps, starts, size } = net;
  const { filters } = size;
  const area = size.height * size.width;
  const bias = partOf(net, gradient, 'bias');
  for (let n = 0; n < pixels.length / area; n++)
    for (let place = 0; place < taps.length; place++) {
      const from = (n * taps.length + place) * filters;
      const first = net.connectivity === 'shared' ? 0 : place * filters;
      for (let f = 0; f < filters; f++) bias[first + f]! += toHidden[from + f]!;
      const reads = taps[place]!;
      let at = starts[place]!;
      for (let tap = 0; tap < reads.length; tap++) {
        const value = pixels[n * area + reads[tap]!]!;
        for (let f = 0; f < filters; f++) gradient[at++]! += value * toHidden[from + f]!;
      }
    }
}

/** What the read-out reads of one or more pictures: all hidden values, or each filter's mean over the places. */
function featuresOf({ readOut, taps, size }: SmallNetwork, hidden: Float64Array): Float64Array {
  if (readOut === 'places') return hidden;
  const places = taps.length;
  const { filters } = size;
  const means = new Float64Array(hidden.length / places);
  hidden.forEach((value, i) => {
    const n = Math.floor(i / (places * filters));
    means[n * filters + (i % filters)]! += value / places;
  });
  return means;
}

function featuresBackward(net: SmallNetwork, gradient: Float64Array): Float64Array {
  if (net.readOut === 'places') return gradient;
  const places = net.taps.length;
  const { filters } = net.size;
  return Float64Array.from({ length: gradient.length * places }, (_, i) => {
    const n = Math.floor(i / (places * filters));
    return gradient[n * filters + (i % filters)]! / places;
  });
}

/** Three logits for each picture. */
export function smallLogits(
  net: SmallNetwork,
  weights: Float64Array,
  pixels: Float64Array,
): Float64Array {
  const features = featuresOf(net, reluInPlace(hiddenLayer(net, weights, pixels)));
  return dense(features, partOf(net, weights, 'readKernel'), partOf(net, weights, 'readBias'));
}

export interface SmallGradient {
  /** Mean over the pictures, in nats. */
  readonly loss: number;
  readonly correct: number;
  /** Of the loss, with respect to each of the flat weights. */
  readonly gradient: Float64Array;
}

/** Forward and backward. The gradients of dense, ReLU and cross-entropy are those of `core/math`. */
export function smallGradient(
  net: SmallNetwork,
  weights: Float64Array,
  pixels: Float64Array,
  labels: Uint8Array,
): SmallGradient {
  const hidden = reluInPlace(hiddenLayer(net, weights, pixels));
  const features = featuresOf(net, hidden);
  const { classes } = net.size;
  const kernel = partOf(net, weights, 'readKernel');
  const logits = dense(features, kernel, partOf(net, weights, 'readBias'));
  const { loss, correct, gradient: toLogits } = crossEntropy(logits, labels, classes);
  const read = denseBackward(features, kernel, toLogits, classes);
  const gradient = new Float64Array(net.total);
  gradient.set(read.kernel, net.parts.readKernel.offset);
  gradient.set(read.bias, net.parts.readBias.offset);
  hiddenBackward(net, pixels, reluBackward(hidden, featuresBackward(net, read.input)), gradient);
  return { loss, correct, gradient };
}
