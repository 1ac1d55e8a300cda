/** The words of the confusion matrix. */
import type { FigureText } from '../figure/figure-text.ts';
import { countText } from '../marks/format.ts';
import { cellName } from './sentences.ts';
import { countIn, rowSum, worstOf, type Matrix } from './verdicts.ts';

/** @param best of the recorded run's best epoch. */
export function confusionText(best: Matrix): FigureText {
  const worst = worstOf(best);
  const often = `${countText(countIn(best, worst))} of ${countText(rowSum(best, worst.truth))}`;
  return {
    name: 'confusion',
    title: 'What is taken for what',
    purpose:
      'Shows how the test pictures of each class are answered, which pictures these are, and whether sure answers are right ones.',
    howToRead:
      'Rows are what pictures show, columns what the network answers: right answers lie on the diagonal, and a row adds up to all pictures of its class. Point at a cell to see its pictures, the surest first; press one to follow it through every figure. The dots below compare how sure answers are with how many of them are right: on the slanted line both are the same.',
    takeaway: `One accuracy hides which mistakes are made. In the recorded run’s best epoch the most frequent one is ${cellName(worst)}: ${often}. And a high share is a strong answer, not a checked one: some mistakes are made with almost full confidence.`,
  };
}
