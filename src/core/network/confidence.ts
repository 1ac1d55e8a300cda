/** How sure a network was and how often it was right then: counts over pictures whose class is known. It judges no single picture. */

import { answersOf } from './right-answers.ts';

/** Pictures whose highest share lies in `[from, to)`; the last band holds 1 itself. */
export interface ConfidenceBand {
  readonly from: number;
  readonly to: number;
  readonly pictures: number;
  readonly right: number;
  /** Mean of the highest shares; 0 where there is no picture. */
  readonly share: number;
}

/** A picture whose wrong answer had the highest share of all wrong answers. */
interface SurestMistake {
  readonly place: number;
  readonly label: number;
  readonly answer: number;
  readonly share: number;
}

export interface Confidence {
  readonly bands: readonly ConfidenceBand[];
  /** Null where every answer is right. */
  readonly surestMistake: SurestMistake | null;
}

/**
 * Counts by how high the highest share was. `probabilities` are those of every class, picture after picture; `edges` rise, and the
 * first is at most the smallest share that can win.
 *
 * @throws where there are not as many probabilities for each picture, or a share lies outside the edges.
 */
export function confidence(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  edges: readonly number[],
): Confidence {
  const sums = edges.slice(1).map(() => ({ pictures: 0, right: 0, shares: 0 }));
  let surestMistake: SurestMistake | null = null;
  for (const [place, { answer, share }] of answersOf(probabilities, labels.length).entries()) {
    const band = Math.min(
      edges.findLastIndex((edge) => share >= edge),
      sums.length - 1,
    );
    const sum = sums[band];
    if (!sum || !(share <= edges.at(-1)! + 1e-6))
      throw new Error(`confidence: expected a share from ${edges[0]} to 1, got ${share}`);
    sum.pictures += 1;
    sum.shares += share;
    const label = labels[place]!;
    if (answer === label) sum.right += 1;
    else if (share > (surestMistake?.share ?? 0)) surestMistake = { place, label, answer, share };
  }
  const bands = sums.map(({ pictures, right, shares }, index) => ({
    from: edges[index]!,
    to: edges[index + 1]!,
    pictures,
    right,
    share: pictures > 0 ? shares / pictures : 0,
  }));
  return { bands, surestMistake };
}

/** The pictures of all bands from `from` on, together. Throws where no band begins there. */
export function surerThan(
  { bands }: Confidence,
  from: number,
): Omit<ConfidenceBand, 'from' | 'to'> {
  const some = bands.filter((band) => band.from >= from);
  if (some[0]?.from !== from)
    throw new Error(`confidence: expected an edge of a band, got ${from}`);
  const pictures = some.reduce((sum, band) => sum + band.pictures, 0);
  const shares = some.reduce((sum, band) => sum + band.share * band.pictures, 0);
  return {
    pictures,
    right: some.reduce((sum, band) => sum + band.right, 0),
    share: pictures > 0 ? shares / pictures : 0,
  };
}
