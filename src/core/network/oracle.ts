/**
 * The oracle: what one training step, one evaluation and one look at a picture must give, in float64 and plain loops. Every
 * engine is tested against it; it is also what shows the maps before any engine has been opened.
 */
import { adam } from '../math/adam.ts';
import { movingAverage } from '../math/batch-norm.ts';
import { crossEntropy } from '../math/softmax.ts';
import type { Volume } from '../math/volume.ts';
import { backward } from './backward.ts';
import { forward, type ForwardPass } from './forward.ts';
import { dropoutMask } from './initial.ts';
import { view, type ParameterLayout } from './parameters.ts';
import { recipe } from './recipe.ts';
import { shapes, volumeOf } from './shapes.ts';
import type { Network } from './spec.ts';
import { evaluation, type Way } from './way.ts';

export { forward } from './forward.ts';

/** A run between two steps. `step` counts those taken; the moments are `layout.trainable` long. */
export interface OracleState {
  readonly weights: Float64Array;
  readonly firstMoment: Float64Array;
  readonly secondMoment: Float64Array;
  readonly step: number;
}

/** Pictures as bytes, `count * height * width * channels`, with their class numbers. */
export interface OracleBatch {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

export interface OracleStepOptions {
  readonly learningRate: number;
  /** Of the dropout masks. */
  readonly seed: number;
  readonly dropout: boolean;
}

export interface OracleStep {
  /** Mean cross-entropy of the batch before the step. */
  readonly loss: number;
  /** Pictures named rightly before the step. */
  readonly correct: number;
  /** Of the loss, for the trainable parameters in flat order. */
  readonly gradient: Float64Array;
  /** After the step; the given state is left as it was. */
  readonly state: OracleState;
  readonly pass: ForwardPass;
}

/** A fresh run's state: moments at zero, no step taken. */
export function oracleState(
  layout: ParameterLayout,
  weights: Float32Array | Float64Array,
): OracleState {
  return {
    weights: Float64Array.from(weights),
    firstMoment: new Float64Array(layout.trainable),
    secondMoment: new Float64Array(layout.trainable),
    step: 0,
  };
}

/** The network takes values from 0 to 1. */
const scaled = (pixels: Uint8Array): Float64Array =>
  Float64Array.from(pixels, (byte) => byte / 255);

/** The masks of one training step, by dropout id; of `count` of its pictures, from picture `first` on. */
export function stepMasks(
  network: Network,
  count: number,
  seed: number,
  step: number,
  first = 0,
): Map<string, Uint8Array> {
  const along = shapes(network);
  const masks = new Map<string, Uint8Array>();
  network.layers.forEach((layer, ordinal) => {
    if (layer.kind !== 'dropout') return;
    const values = volumeOf(along[ordinal + 1]!);
    masks.set(
      layer.id,
      dropoutMask(count * values, layer.rate, seed, ordinal, step, first * values),
    );
  });
  return masks;
}

/**
 * One step of the recipe: pictures / 255, mean softmax cross-entropy from logits, gradient, Adam, and the moving
 * statistics of batch norm (`movingAverage` says which variance goes in, and why).
 */
export function trainStep(
  network: Network,
  layout: ParameterLayout,
  state: OracleState,
  batch: OracleBatch,
  options: OracleStepOptions,
): OracleStep {
  const count = batch.labels.length;
  const pictures = scaled(batch.pixels);
  const masks = options.dropout
    ? stepMasks(network, count, options.seed, state.step)
    : new Map<string, Uint8Array>();
  const pass = forward(network, layout, state.weights, pictures, count, { training: true, masks });
  const entropy = crossEntropy(pass.logits, batch.labels, pass.logits.length / count);
  const gradient = backward(network, layout, state.weights, pictures, pass, entropy.gradient);
  const after: OracleState = {
    weights: state.weights.slice(),
    firstMoment: state.firstMoment.slice(),
    secondMoment: state.secondMoment.slice(),
    step: state.step + 1,
  };
  adam({ ...after, weights: after.weights.subarray(0, layout.trainable), gradient }, after.step, {
    ...recipe.adam,
    learningRate: options.learningRate,
  });
  moveStatistics(network, layout, after.weights, pass);
  return { loss: entropy.loss, correct: entropy.correct, gradient, state: after, pass };
}

function moveStatistics(
  network: Network,
  layout: ParameterLayout,
  weights: Float64Array,
  pass: ForwardPass,
): void {
  for (const layer of network.layers) {
    if (layer.kind !== 'batch-norm') continue;
    const { mean, variance } = pass.statistics.get(layer.id)!;
    const movingMean = view(layout, weights, `${layer.id}/moving_mean`);
    const movingVariance = view(layout, weights, `${layer.id}/moving_variance`);
    movingMean.set(movingAverage(movingMean, mean, layer.momentum));
    movingVariance.set(movingAverage(movingVariance, variance, layer.momentum));
  }
}

/** Pictures' way through the network together, as `way` says; nothing is learnt, and no moving statistics move. */
export function pass(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array | Float64Array,
  pixels: Uint8Array,
  { statistics, draw }: Way = evaluation,
): ForwardPass {
  // A part of a picture counts, so that it is refused in whole numbers.
  const count = Math.ceil(pixels.length / volumeOf(network.input));
  const masks = draw
    ? stepMasks(network, count, draw.seed, draw.step, draw.first)
    : new Map<string, Uint8Array>();
  const training = statistics === 'batch';
  const exact = Float64Array.from(weights);
  return forward(network, layout, exact, scaled(pixels), count, { training, masks });
}

/**
 * Every layer's output for one picture, by layer id, in evaluation mode unless another way is asked for. `dense` gives
 * probabilities. Computed in float64, handed over as float32.
 */
export function look(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array | Float64Array,
  picture: Uint8Array,
  way: Way = evaluation,
): ReadonlyMap<string, Volume> {
  const { probabilities, outputs } = pass(network, layout, weights, picture, way);
  const along = shapes(network);
  const last = network.layers.length - 1;
  return new Map(
    network.layers.map((layer, index) => {
      const values = index === last ? probabilities : outputs.get(layer.id)!;
      return [layer.id, { ...along[index + 1]!, data: Float32Array.from(values) }];
    }),
  );
}

export interface OracleEvaluation {
  /** Mean cross-entropy. */
  readonly loss: number;
  /** Share named rightly, 0 to 1. */
  readonly accuracy: number;
  /** `count * units`, in the order of the pictures. */
  readonly probabilities: Float64Array;
}

/** Pictures that go through together; keeps the memory of a long evaluation bounded and changes no result. */
const together = 32;

/** Loss, accuracy and probabilities in evaluation mode. No picture at all is an error: it has no mean. */
export function evaluate(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array | Float64Array,
  pictures: OracleBatch,
): OracleEvaluation {
  const count = pictures.labels.length;
  if (count === 0) throw new Error('evaluate: expected at least 1 picture, got 0');
  const bytes = volumeOf(network.input);
  const exact = Float64Array.from(weights);
  const probabilities: number[] = [];
  let loss = 0;
  let correct = 0;
  for (let from = 0; from < count; from += together) {
    const labels = pictures.labels.subarray(from, from + together);
    const pixels = pictures.pixels.subarray(from * bytes, (from + labels.length) * bytes);
    const pass = forward(network, layout, exact, scaled(pixels), labels.length, {
      training: false,
    });
    const entropy = crossEntropy(pass.logits, labels, pass.logits.length / labels.length);
    loss += entropy.loss * labels.length;
    correct += entropy.correct;
    probabilities.push(...pass.probabilities);
  }
  return {
    loss: loss / count,
    accuracy: correct / count,
    probabilities: Float64Array.from(probabilities),
  };
}
