/** What is said of a cell of the confusion matrix, of a bin of confidence, and of how both go together. Sentences only. */
import { classes } from '../../core/dataset/catalog.ts';
import { countText, percentText } from '../marks/format.ts';
import {
  countIn,
  rightIn,
  rowSum,
  sumOf,
  type Bin,
  type Calibration,
  type Cell,
  type Matrix,
} from './verdicts.ts';

/** `birds answered as airplanes`; for a right answer `birds answered as birds`. */
export const cellName = ({ truth, answer }: Cell): string =>
  `${classes[truth]!.plural} answered as ${classes[answer]!.plural}`;

/** The count of a cell, beside how many there are of its class. */
export function cellWords(matrix: Matrix, cell: Cell): string {
  const [count, all] = [countIn(matrix, cell), rowSum(matrix, cell.truth)];
  const { plural } = classes[cell.truth]!;
  const said = classes[cell.answer]!.name;
  const share = all === 0 ? '' : `, ${percentText(count / all)}`;
  const verdict = cell.truth === cell.answer ? 'right' : 'wrong';
  return `${countText(count)} of ${countText(all)} ${plural} are answered with ${said}${share}: ${verdict}.`;
}

/** How many are right of all that the matrix counts. */
export const matrixWords = (matrix: Matrix): string =>
  `${countText(rightIn(matrix))} of ${countText(sumOf(matrix))} right${sumOf(matrix) === 0 ? '' : `, ${percentText(rightIn(matrix) / sumOf(matrix))}`}`;

/** `90 to 100%`. */
export const binName = ({ from, to }: Pick<Bin, 'from' | 'to'>): string =>
  `${Math.round(100 * from)} to ${Math.round(100 * to)}%`;

export function binWords(bin: Bin): string {
  const name = `Answers given ${binName(bin)}`;
  if (bin.pictures === 0) return `${name}: none.`;
  return `${name}: ${countText(bin.pictures)} ${bin.pictures === 1 ? 'picture' : 'pictures'}, ${percentText(bin.confidence)} sure on average, ${percentText(bin.accuracy)} right.`;
}

const points = (share: number): string => (100 * share).toFixed(1);

/** Whether it is as right as it is sure. */
export function calibrationWords({ pictures, confidence, accuracy, gap }: Calibration): string {
  const apart = points(Math.abs(confidence - accuracy));
  const side =
    apart === '0.0'
      ? 'as sure as it is right'
      : confidence > accuracy
        ? `surer than it is right, by ${apart} points`
        : `less sure than it is right, by ${apart} points`;
  return `Of ${countText(pictures)} pictures ${percentText(accuracy)} are named rightly, and the answers are ${percentText(confidence)} sure on average: the network is ${side}. Bin by bin the two lie ${points(gap)} points apart: its calibration gap.`;
}
