/** The network's answers to many pictures: where each falls in the confusion matrix, and how sure the network is when it is right. Arithmetic only. */
import { classes } from '../../core/dataset/catalog.ts';
import { answerAt } from '../predictions/answer.ts';

/** One picture, judged. */
export interface Verdict {
  /** Place in the validation set, from 0. */
  readonly index: number;
  readonly truth: number;
  readonly answer: number;
  /** The share of the class that was answered, from 1/3 to 1. */
  readonly confidence: number;
  readonly probabilities: readonly number[];
}

/** Rows are the true class, columns the answer. */
export type Matrix = readonly (readonly number[])[];

export interface Cell {
  readonly truth: number;
  readonly answer: number;
}

/** The verdicts on pictures `from`, `from` + 1, …: three probabilities and a label each. Throws where an answer is no number. */
export const verdictsOf = (
  from: number,
  labels: Uint8Array,
  probabilities: Float32Array,
): readonly Verdict[] =>
  Array.from(labels, (truth, place) => {
    const answer = answerAt(probabilities, place, truth);
    if (!Number.isFinite(answer.probability))
      throw new Error(`verdicts: expected a share for each class, got ${answer.probability}`);
    return {
      index: from + place,
      truth,
      answer: answer.label,
      confidence: answer.probability,
      probabilities: answer.probabilities,
    };
  });

export function matrixOf(verdicts: readonly Verdict[]): Matrix {
  const matrix = classes.map(() => classes.map(() => 0));
  for (const { truth, answer } of verdicts) matrix[truth]![answer]! += 1;
  return matrix;
}

export const countIn = (matrix: Matrix, { truth, answer }: Cell): number => matrix[truth]![answer]!;

/** Pictures of a class, and those of all classes. */
export const rowSum = (matrix: Matrix, truth: number): number =>
  matrix[truth]!.reduce((sum, count) => sum + count, 0);
export const sumOf = (matrix: Matrix): number =>
  matrix.reduce((sum, _, truth) => sum + rowSum(matrix, truth), 0);
export const rightIn = (matrix: Matrix): number =>
  matrix.reduce((sum, row, truth) => sum + row[truth]!, 0);

/** The most frequent mistake, the first of equals. */
export function worstOf(matrix: Matrix): Cell {
  const wrong = classes.flatMap(({ label: truth }) =>
    classes.flatMap(({ label: answer }) => (truth === answer ? [] : [{ truth, answer }])),
  );
  return wrong.reduce((worst, cell) =>
    countIn(matrix, cell) > countIn(matrix, worst) ? cell : worst,
  );
}

/** The verdicts in a cell, the most confident first. */
export const verdictsIn = (
  verdicts: readonly Verdict[],
  { truth, answer }: Cell,
): readonly Verdict[] =>
  verdicts
    .filter((verdict) => verdict.truth === truth && verdict.answer === answer)
    .sort((a, b) => b.confidence - a.confidence);

/** Answers about as sure as each other. */
export interface Bin {
  /** Confidence from, and below; the last bin holds its upper end. */
  readonly from: number;
  readonly to: number;
  readonly pictures: number;
  readonly right: number;
  /** Mean confidence of its pictures; not a number where there are none. */
  readonly confidence: number;
  /** Share of its pictures that are named rightly; likewise. */
  readonly accuracy: number;
}

/** No answer is given less than a share of one in three: it would not be the largest. */
const edges = [1 / classes.length, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export function binsOf(verdicts: readonly Verdict[]): readonly Bin[] {
  return edges.slice(1).map((to, at) => {
    const from = edges[at]!;
    const own = verdicts.filter(
      // In 32 bits a third may come out a little below, a one a little above.
      ({ confidence }) =>
        (at === 0 || confidence >= from) && (at === edges.length - 2 || confidence < to),
    );
    const right = own.filter(({ truth, answer }) => truth === answer).length;
    const sure = own.reduce((sum, { confidence }) => sum + confidence, 0);
    return {
      from,
      to,
      pictures: own.length,
      right,
      confidence: sure / own.length,
      accuracy: right / own.length,
    };
  });
}

/** How sure and how right all pictures of some bins are together, and how far apart the two are from bin to bin. */
export interface Calibration {
  readonly pictures: number;
  readonly confidence: number;
  readonly accuracy: number;
  /** Expected calibration error: the mean over the pictures of |accuracy − confidence| of their bin (Naeini et al. 2015; Guo et al. 2017). */
  readonly gap: number;
}

/** Null where there are no pictures. */
export function calibrationOf(bins: readonly Bin[]): Calibration | null {
  const full = bins.filter(({ pictures }) => pictures > 0);
  const pictures = full.reduce((sum, bin) => sum + bin.pictures, 0);
  if (pictures === 0) return null;
  const mean = (of: (bin: Bin) => number) =>
    full.reduce((sum, bin) => sum + bin.pictures * of(bin), 0) / pictures;
  return {
    pictures,
    confidence: mean((bin) => bin.confidence),
    accuracy: mean((bin) => bin.accuracy),
    gap: mean((bin) => Math.abs(bin.accuracy - bin.confidence)),
  };
}
