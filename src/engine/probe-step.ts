/**
 * The one step that every engine is tried with before it is offered, and the fingerprint by which its result is compared: all
 * functions of fixed seeds. What the fingerprint must be stands in `probe-golden.ts`; the trial itself is `probe.ts`.
 */
import { streams, substream, word } from '../core/math/random.ts';
import { initialWeights } from '../core/network/initial.ts';
import { layout } from '../core/network/layout.ts';
import type { Parameter } from '../core/network/parameters.ts';
import { volumeOf } from '../core/network/shapes.ts';
import { network } from '../core/network/network.ts';
import type { LabelledPictures } from './engine.ts';

export const probeSeed = 20_201_003;
export const probeLearningRate = 1e-3;

/** The weights that the step starts from: those of a run of this seed. */
export const probeWeights = (): Float32Array => initialWeights(layout, probeSeed);

/** A stream for the probe alone: no other part of `data` comes near this number. */
const pictureStream = substream(streams.data, 1000);
const signStream = substream(streams.data, 1001);

/** So many pictures, of each class in turn: each byte is drawn, so that no two neighbours agree and a misplaced one shows. */
export function drawnBatch(count: number): LabelledPictures {
  const length = count * volumeOf(network.input);
  return {
    pixels: Uint8Array.from({ length }, (_, i) => word(probeSeed, pictureStream, 0, i) >>> 24),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  };
}

/** Three pictures, one a class. */
export const probeBatch = (): LabelledPictures => drawnBatch(3);

/** Size and position of one parameter's gradient, as `fingerprint` takes them. */
export interface Print {
  readonly name: string;
  /** L2 norm. */
  readonly norm: number;
  /** Dot products with `projections` vectors of seeded signs. */
  readonly dots: readonly number[];
}

const projections = 8;

function project(values: Float64Array, offset: number, which: number): number {
  let dot = 0;
  let bits = 0;
  for (let i = 0; i < values.length; i++) {
    // One drawn word gives 32 signs; counted from the place in the flat array, so that no two parameters share signs.
    const at = offset + i;
    if (i === 0 || at % 32 === 0) bits = word(probeSeed, signStream, which, at >>> 5);
    dot += (bits >>> (at % 32)) & 1 ? values[i]! : -values[i]!;
  }
  return dot;
}

/** A few numbers for each parameter of `flat` in place of its thousands of values. */
export function fingerprint(
  parameters: readonly Parameter[],
  flat: Float32Array | Float64Array,
): Print[] {
  return parameters.map(({ name, offset, length }) => {
    const values = Float64Array.from(flat.subarray(offset, offset + length));
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    const dots = Array.from({ length: projections }, (_, which) => project(values, offset, which));
    return { name, norm, dots };
  });
}

/**
 * An estimate of |seen - wanted| / |wanted| from two fingerprints: the dot product of a vector with random signs has the
 * vector's squared length for the mean of its square (D. Achlioptas, "Database-friendly random projections", 2003).
 */
export function distance(seen: Print, wanted: Print): number {
  const squares = wanted.dots.map((dot, which) => (seen.dots[which]! - dot) ** 2);
  const error = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / wanted.dots.length);
  return wanted.norm === 0 ? error : error / wanted.norm;
}

/** The oracle's findings for the probe's step. */
export interface Golden {
  readonly loss: number;
  /** One print a trainable parameter, in the layout's order. */
  readonly gradient: readonly Print[];
  /** One print a moving statistic after the step, in the layout's order. */
  readonly statistics: readonly Print[];
}
