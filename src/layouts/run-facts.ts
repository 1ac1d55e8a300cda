/** What prose may say of the recorded run, read from its manifest when the site is built: other runs, other words. */
import type { EpochResult } from '../core/network/run.ts';
import { lossText, percentText } from '../components/marks/format.ts';
import { answerFacts } from './answer-facts.ts';
import { recordedRun } from './build-data.ts';
import { runsOnRecord } from './runs-on-record.ts';

const { epochs, best, seed, steps, transfer, data } = recordedRun;
const at = (epoch: number): EpochResult => epochs[epoch - 1]!;
const last = epochs.length;
const all = runsOnRecord.map((run) => ({
  best: Math.max(...run.epochs.map(({ validationAccuracy }) => validationAccuracy)),
  last: run.epochs.at(-1)!.validationAccuracy,
  moving: run.last.moving,
  own: run.last.own,
}));
const mean = (value: (run: (typeof all)[number]) => number): string =>
  percentText(all.reduce((sum, run) => sum + value(run), 0) / all.length);

export const runFacts = {
  seed: String(seed),
  data: data.name,
  epochs: String(last),
  bestEpoch: String(best),
  bestAccuracy: percentText(at(best).validationAccuracy),
  bestLoss: lossText(at(best).validationLoss),
  lastAccuracy: percentText(at(last).validationAccuracy),
  firstStepLoss: lossText(steps.loss[0]!),
  firstEpochLoss: lossText(at(1).loss),
  firstEpochAccuracy: percentText(at(1).accuracy),
  firstEpochValidationLoss: lossText(at(1).validationLoss),
  firstEpochValidationAccuracy: percentText(at(1).validationAccuracy),
  lastLoss: lossText(at(last).loss),
  /** The best weights' answers to the pictures of the other set. */
  transferAccuracy: percentText(transfer.accuracy),
  transferData: transfer.data.name,
  /** Of all runs with other seeds on pictures like these, this one among them. */
  runs: String(all.length),
  leastBest: percentText(Math.min(...all.map((run) => run.best))),
  mostBest: percentText(Math.max(...all.map((run) => run.best))),
  meanBest: mean((run) => run.best),
  meanLast: mean((run) => run.last),
  /** The last weights of these runs asked about the same pictures, normalised by moving averages or by the pictures' own statistics. */
  askedPictures: String(runsOnRecord[0]!.last.pictures),
  askedByMoving: mean((run) => run.moving),
  askedByOwn: mean((run) => run.own),
  ...answerFacts,
} as const satisfies Record<string, string>;

export type RunFactName = keyof typeof runFacts;
