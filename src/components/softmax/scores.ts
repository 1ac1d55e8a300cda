/** From three scores to three shares, term by term, and the scores that the network gives to a picture. Arithmetic only. */
import { classes, picture as size } from '../../core/dataset/catalog.ts';
import { dense } from '../../core/math/dense.ts';
import { streams, word } from '../../core/math/random.ts';
import { softmax } from '../../core/math/softmax.ts';
import type { Volume } from '../../core/math/volume.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { view } from '../../core/network/parameters.ts';

/** The layer that gives the scores, and the one whose values it reads. */
const [before, last] = [network.layers.at(-2)!, network.layers.at(-1)!];

/**
 * The three scores (logits) that the last layer gives before softmax, from the weights and every layer's output for a picture.
 * Throws where the output of the layer before is missing.
 */
export function scoresOf(
  weights: Float32Array,
  layers: ReadonlyMap<string, Volume>,
): readonly number[] {
  const features = layers.get(before.id);
  if (!features) throw new Error(`scores: expected the output of ${before.id}, got none`);
  const part = (name: string) => Float64Array.from(view(layout, weights, `${last.id}/${name}`));
  return Array.from(dense(Float64Array.from(features.data), part('kernel'), part('bias')));
}

/** One class on its way from its score to its share. */
export interface Term {
  readonly label: number;
  readonly score: number;
  /** e to the power of the score. */
  readonly power: number;
  /** The power divided by the sum of all three. */
  readonly share: number;
}

/** The terms, and the sum of the powers. Scores beyond about 700 have no power that a number can hold. */
export function termsOf(scores: readonly number[]): {
  readonly terms: readonly Term[];
  readonly sum: number;
} {
  const shares = softmax(Float64Array.from(scores), scores.length);
  const terms = classes.map(({ label }) => ({
    label,
    score: scores[label]!,
    power: Math.exp(scores[label]!),
    share: shares[label]!,
  }));
  return { terms, sum: terms.reduce((sum, { power }) => sum + power, 0) };
}

/** The class with the largest share, the first of equals. */
export const winnerOf = (terms: readonly Term[]): Term =>
  terms.reduce((best, term) => (term.share > best.share ? term : best));

/** How far the sliders reach on both sides of 0, so that these scores lie on them. */
export const reachOf = (scores: readonly number[]): number =>
  Math.max(10, ...scores.filter(Number.isFinite).map((score) => Math.ceil(Math.abs(score))));

/** A picture of chance alone: every byte is as likely as any other; the same for the same number. */
export const noisePicture = (draw: number): Uint8Array =>
  Uint8Array.from({ length: size.bytes }, (_, at) => word(draw, streams.browse, 0, at) & 255);

/** A picture of one even grey. */
export const greyPicture = (): Uint8Array => new Uint8Array(size.bytes).fill(128);
