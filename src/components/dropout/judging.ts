/** Counts what a network names rightly with dropout and without, part by part. The study worker computes. */
import type { Split } from '../../core/dataset/catalog.ts';
import { shardPictures } from '../../core/dataset/catalog.ts';
import { rightAnswers } from '../../core/network/right-answers.ts';
import { evaluation, type Way } from '../../core/network/way.ts';
import type { Session } from '../../session/session.ts';

/** Pictures of each kind: one file of the training set. */
export const judged = shardPictures.training;
/** Between two parts a reader sees how far it is. */
const part = 125;

export interface Count {
  readonly right: number;
  readonly pictures: number;
}

export const shareOf = ({ right, pictures }: Count): number => right / pictures;

/** Half the width of the interval that holds the share of all pictures 19 times of 20, by the normal approximation. */
export const uncertainty = ({ right, pictures }: Count): number => {
  const share = right / pictures;
  return 1.96 * Math.sqrt((share * (1 - share)) / pictures);
};

export interface Question {
  readonly id: 'training-on' | 'training-off' | 'validation-off';
  readonly split: Split;
  readonly dropout: boolean;
  readonly words: string;
}

export const questions: readonly Question[] = [
  { id: 'training-on', split: 'training', dropout: true, words: 'Training pictures, dropout on' },
  {
    id: 'training-off',
    split: 'training',
    dropout: false,
    words: 'Training pictures, dropout off',
  },
  {
    id: 'validation-off',
    split: 'validation',
    dropout: false,
    words: 'Validation pictures, dropout off',
  },
];

const key = 'dropout, judged';

/** Answers one question, telling the count so far. Rejects with the signal's reason, or with a sentence for readers. */
export async function judge(
  study: Pick<Session['study'], 'ask' | 'hold'>,
  weights: Float32Array,
  { split, dropout }: Question,
  signal: AbortSignal,
  tell: (count: Count) => void,
): Promise<void> {
  study.hold(key, weights);
  let right = 0;
  for (let from = 0; from < judged; from += part) {
    const length = Math.min(part, judged - from);
    const places = Array.from({ length }, (_, index) => from + index);
    const way: Way = dropout
      ? { statistics: 'moving', draw: { seed: 0, step: 0, first: from } }
      : evaluation;
    const asked = { weights: key, pictures: { split, places }, way };
    const { probabilities, labels } = await study.ask('predict', asked, { signal });
    right += rightAnswers(probabilities, labels!);
    tell({ right, pictures: from + length });
  }
}

/** Where the axis of shares begins: at the highest of 0, 50 and 80 per cent that none of them is below. It holds dots, no bars. */
export const axisFrom = (shares: readonly number[]): number =>
  [0.8, 0.5].find((least) => shares.length > 0 && shares.every((share) => share >= least)) ?? 0;
