/**
 * Looks at pictures through given weights: all layers, or answers only. It trains nothing and holds no run; each call is
 * complete in itself. Here by plain loops, in `wasm/viewer.ts` by the kernels.
 */
import type { Volume } from '../core/math/volume.ts';
import { picture as size } from '../core/dataset/catalog.ts';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { look, pass } from '../core/network/oracle.ts';
import { evaluation, type Way } from '../core/network/way.ts';

/** What came to each batch norm when some pictures passed together, and the answers. */
interface NormInputs {
  /** By batch-norm id: of all pictures, the channel the fastest axis. */
  readonly inputs: ReadonlyMap<string, Float32Array>;
  /** Three for each picture. */
  readonly probabilities: Float32Array;
}

/** Everywhere in evaluation mode, unless another way is asked for. */
export interface Viewer {
  /** Every layer's output for one picture of 3,072 bytes, by layer id; `dense` gives probabilities. */
  look(weights: Float32Array, picture: Uint8Array, way?: Way): ReadonlyMap<string, Volume>;
  /** Three probabilities for each of the pictures. They pass in small parts, so batch statistics are refused: see `norms`. */
  answers(weights: Float32Array, pixels: Uint8Array, way?: Way): Float32Array;
  /** All these pictures as one batch. */
  norms(weights: Float32Array, pixels: Uint8Array, way: Way): NormInputs;
}

/** The way of picture `at` of those that `way` is for, where each passes alone. Throws where they can't. */
export function partOfWay(way: Way, at: number): Way {
  if (way.statistics === 'batch')
    throw new Error(
      'viewer: expected moving statistics for pictures in parts, got those of the batch',
    );
  return way.draw ? { ...way, draw: { ...way.draw, first: way.draw.first + at } } : way;
}

/** The layer whose output each batch norm gets, by batch-norm id. */
const before = new Map(
  network.layers.flatMap(({ kind, id }, index) =>
    kind === 'batch-norm' ? [[id, network.layers[index - 1]!.id] as const] : [],
  ),
);

/** About a tenth of a second a picture: for browsers without vectors in WebAssembly. */
export const plainViewer: Viewer = {
  look: (weights, pixels, way) => look(network, layout, weights, pixels, way),
  answers(weights, pixels, way = evaluation) {
    const answers: number[] = [];
    for (let at = 0; at < pixels.length; at += size.bytes) {
      const part = partOfWay(way, at / size.bytes);
      const one = look(network, layout, weights, pixels.subarray(at, at + size.bytes), part);
      answers.push(...one.get('dense')!.data);
    }
    return Float32Array.from(answers);
  },
  norms(weights, pixels, way) {
    const { outputs, probabilities } = pass(network, layout, weights, pixels, way);
    const inputs = new Map(
      [...before].map(([id, from]) => [id, Float32Array.from(outputs.get(from)!)]),
    );
    return { inputs, probabilities: Float32Array.from(probabilities) };
  },
};
