/**
 * What it does to a score when the pictures that give it have also chosen the epoch: by experiment on answers that were given, and by
 * arithmetic for candidates that are all equally good.
 */
import { permutation, streams } from '../math/random.ts';

export interface Choice {
  /** Pictures that chose, and how often the choice was made anew, on other pictures. */
  readonly pictures: number;
  readonly draws: number;
  /** Mean accuracy of the chosen epoch on the pictures that chose it, and on all the others. */
  readonly chosenOn: number;
  readonly fresh: number;
}

/**
 * Chooses the best epoch (the first of equals) on `pictures` drawn by chance, asks it about the others, `draws` times over.
 * `right[epoch][place]` is 1 where that epoch named that picture rightly.
 *
 * @throws where no picture is left to ask about.
 */
export function choosing(
  right: readonly Uint8Array[],
  pictures: number,
  draws: number,
  seed: number,
): Choice {
  const all = right[0]?.length ?? 0;
  if (!(pictures >= 1 && pictures < all))
    throw new Error(`choice: expected 1 to ${all - 1} pictures of ${all}, got ${pictures}`);
  const totals = right.map((answers) => answers.reduce((sum, value) => sum + value, 0));
  let chosenOn = 0;
  let fresh = 0;
  for (let draw = 0; draw < draws; draw++) {
    const some = permutation(all, seed, streams.browse, draw).subarray(0, pictures);
    const counts = right.map((answers) => some.reduce((sum, place) => sum + answers[place]!, 0));
    const best = counts.indexOf(Math.max(...counts));
    chosenOn += counts[best]! / pictures;
    fresh += (totals[best]! - counts[best]!) / (all - pictures);
  }
  return { pictures, draws, chosenOn: chosenOn / draws, fresh: fresh / draws };
}

/** Standard error of an accuracy counted on so many pictures: sqrt(p (1 - p) / n). */
export const accuracyError = (accuracy: number, pictures: number): number =>
  Math.sqrt((accuracy * (1 - accuracy)) / pictures);

/** Steps of the integral below, and how many standard deviations it reaches to both sides. */
const steps = 10_000;
const reach = 10;

/**
 * How far the luckiest of `candidates` independent scores lies above their common mean, in standard errors: the expected
 * maximum of as many standard normal numbers. By the identity E max = integral of (1[x > 0] - Phi(x)^n) dx (H. A. David and
 * H. N. Nagaraja, "Order Statistics", 2003, section 3.1), with Phi summed along the way.
 */
export function luckOfBest(candidates: number): number {
  if (!(Number.isInteger(candidates) && candidates >= 1))
    throw new Error(`luck: expected a whole number of candidates from 1 on, got ${candidates}`);
  const width = (2 * reach) / steps;
  const density = (x: number) => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
  let below = 0;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const x = -reach + (step + 0.5) * width;
    // Phi at the middle of the step: all steps before it, and half of its own.
    const phi = below + (density(x) * width) / 2;
    sum += ((x > 0 ? 1 : 0) - phi ** candidates) * width;
    below += density(x) * width;
  }
  return sum;
}
