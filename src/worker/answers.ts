/**
 * Answers to a figure's questions about the present weights: every layer's maps of a picture, and the class of a few.
 * By the engine where one holds the run, by plain loops before; never both at once. Sends nothing itself.
 */
import type { Volume } from '../core/math/volume.ts';
import { picture } from '../core/dataset/catalog.ts';
import { network } from '../core/network/network.ts';
import { look } from '../core/network/oracle.ts';
import { layout } from '../core/network/layout.ts';
import type { LabelledPictures, TrainingEngine } from '../engine/engine.ts';

/** What computes: the open engine, or weights for the plain loops. */
export type Calculator =
  { readonly engine: TrainingEngine } | { readonly engine: null; readonly weights: Float32Array };

/** Every layer's output for one picture of 3,072 bytes, in arrays of its own; `dense` gives probabilities. */
export async function mapsOf(
  calculator: Calculator,
  pixels: Uint8Array,
): Promise<ReadonlyMap<string, Volume>> {
  return calculator.engine
    ? calculator.engine.forward(pixels)
    : look(network, layout, calculator.weights, pixels);
}

/**
 * Three probabilities for each picture; null where `stale` said so on the way. The plain loops take about a tenth of a
 * second a picture, so between two of them `breathe` lets commands in.
 */
export async function probabilitiesOf(
  calculator: Calculator,
  pictures: LabelledPictures,
  breathe: () => Promise<void>,
  stale: () => boolean,
): Promise<Float32Array | null> {
  if (calculator.engine) {
    const { probabilities } = await calculator.engine.evaluate(pictures);
    return stale() ? null : probabilities;
  }
  const list: number[] = [];
  for (let i = 0; i < pictures.labels.length; i++) {
    const pixels = pictures.pixels.subarray(i * picture.bytes, (i + 1) * picture.bytes);
    const answer = look(network, layout, calculator.weights, pixels).get('dense')!;
    list.push(...answer.data);
    await breathe();
    if (stale()) return null;
  }
  return Float32Array.from(list);
}

/** The buffers under some maps, each once, to be handed over with them. */
export const buffersOf = (maps: ReadonlyMap<string, Volume>): ArrayBuffer[] => [
  ...new Set([...maps.values()].map(({ data }) => data.buffer as ArrayBuffer)),
];
