/** What prose may say of the recorded run, read from its manifest when the site is built: other runs, other words. */
import type { EpochResult } from '../core/network/run.ts';
import { lossText, percentText } from '../components/marks/format.ts';
import { recordedRun } from './build-data.ts';

const { epochs, best, seed, steps, transfer, data } = recordedRun;
const at = (epoch: number): EpochResult => epochs[epoch - 1]!;
const last = epochs.length;

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
} as const satisfies Record<string, string>;

export type RunFactName = keyof typeof runFacts;
