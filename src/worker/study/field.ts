/** The measured receptive field of one cell, picture by picture, told while it grows. */
import { picture as size } from '../../core/dataset/catalog.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { channelsInTurn, FieldMeter } from '../../core/network/measured-field.ts';
import { network } from '../../core/network/network.ts';
import { pixelGradient, type PixelGradient } from '../../core/network/pixel-gradient.ts';
import type { Answerer } from './answerers.ts';

/** Gradients a picture where no channel is chosen: sixty pictures then ask every channel of the widest layer three times. */
const each = 8;
/** Milliseconds between two partial answers: often enough to see it grow, and cheap to send. */
const pause = 120;

/** Laid out once for as long as the weights are held. */
const laidOut = new WeakMap<Float32Array, PixelGradient>();

function gradientOf(weights: Float32Array): PixelGradient {
  const known = laidOut.get(weights) ?? pixelGradient(network, layout, weights);
  laidOut.set(weights, known);
  return known;
}

/** The last initial weights that were asked for: a run keeps its seed. */
let drawn: { readonly seed: number; readonly weights: Float32Array } | null = null;

function untrained(seed: number): Float32Array {
  if (drawn?.seed !== seed) drawn = { seed, weights: initialWeights(layout, seed) };
  return drawn.weights;
}

export const answerField: Answerer<'field'> = async (question, tools, partial) => {
  const { layer, row, column, channel } = question;
  const weights =
    typeof question.weights === 'string'
      ? tools.weights(question.weights)
      : untrained(question.weights.seed);
  const { pixels } = await tools.pictures(question.pictures);
  const viewer = await tools.viewer();
  const gradient = gradientOf(weights);
  const meter = new FieldMeter(size.width * size.height, size.channels);
  const count = pixels.length / size.bytes;
  let told = tools.now();
  for (let index = 0; index < count; index++) {
    const one = pixels.subarray(index * size.bytes, (index + 1) * size.bytes);
    const maps = viewer.look(weights, one);
    const channels = maps.get(layer)?.channels ?? 0;
    const asked = channel === null ? channelsInTurn(index, each, channels) : [channel];
    for (const which of asked) meter.add(gradient(maps, { layer, row, column, channel: which }));
    if (tools.now() - told >= pause) {
      partial(meter.reading(index + 1));
      told = tools.now();
    }
    await tools.breathe();
  }
  return meter.reading(count);
};
