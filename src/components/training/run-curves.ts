/** From a run to the lines of the two panels, loss and accuracy, with another run beside them. Data only. */
import { classes } from '../../core/dataset/catalog.ts';
import { recipe } from '../../core/network/recipe.ts';
import type { EpochResult, StepResult } from '../../core/network/run.ts';
import type { PublishedEpoch } from '../facts/published-run.ts';
import { smoothed, type Curve, type CurvePoint, type Level, type Spot } from '../marks/curve.ts';
import { lossText, percentText } from '../marks/format.ts';
import type { Beside, Run } from './runs.ts';

/** A place on the horizontal axis that can be pointed at: the end of a step, of an epoch, or of both at once. */
export interface Stop {
  /** In epochs. */
  readonly at: number;
  readonly step: StepResult | null;
  readonly result: EpochResult | null;
  /** Number of the epoch that ends here, of this run or only of the one beside it; null inside an epoch. */
  readonly epoch: number | null;
}

/** One of the two quantities that are plotted. */
export interface Quantity {
  readonly name: 'loss' | 'accuracy';
  readonly ofStep: (step: StepResult) => number;
  readonly training: (epoch: EpochResult | PublishedEpoch) => number;
  readonly validation: (epoch: EpochResult | PublishedEpoch) => number;
  readonly text: (value: number) => string;
  /** What a network gets that guesses: the same probability for each class. */
  readonly guessing: Level;
}

export const lossOf: Quantity = {
  name: 'loss',
  ofStep: (step) => step.loss,
  training: (epoch) => epoch.loss,
  validation: (epoch) => epoch.validationLoss,
  text: lossText,
  guessing: { value: Math.log(classes.length), label: `guessing, ln ${classes.length}` },
};

export const accuracyOf: Quantity = {
  name: 'accuracy',
  ofStep: (step) => step.accuracy,
  training: (epoch) => epoch.accuracy,
  validation: (epoch) => epoch.validationAccuracy,
  text: percentText,
  guessing: { value: 1 / classes.length, label: `guessing, 1 in ${classes.length}` },
};

/** A step stands where it ends: the first of 118 at 1/118 of an epoch. */
export const epochOfStep = (step: number, stepsPerEpoch: number): number =>
  (step + 1) / stepsPerEpoch;

/** Steps a smoothed line remembers: a tenth of an epoch, at least 2 and at most 25. */
export const memoryOf = (stepsPerEpoch: number): number =>
  Math.min(25, Math.max(2, Math.round(stepsPerEpoch / 10)));

/** Up to so many steps each gets a dot; more would run together. */
const fewSteps = 40;

const ends = (epochs: readonly (EpochResult | PublishedEpoch)[], of: Quantity['training']) =>
  epochs.map((result): CurvePoint => ({ epoch: result.epoch, value: of(result) }));

/** The two lines of the run beside. */
export const besideCurves = ({ name, epochs }: Beside, of: Quantity): readonly Curve[] => [
  {
    kind: 'beside-training',
    points: ends(epochs, of.training),
    dots: false,
    label: `${name} training`,
  },
  {
    kind: 'beside-validation',
    points: ends(epochs, of.validation),
    dots: true,
    label: `${name} validation`,
  },
];

/** Lines of a run: every step, smoothed steps, and the epochs' means and validations. Lines without points are left out. */
export function runCurves(run: Omit<Run, 'best'>, of: Quantity): readonly Curve[] {
  const steps = run.steps.map((step): CurvePoint => ({
    epoch: epochOfStep(step.step, run.stepsPerEpoch),
    value: of.ofStep(step),
  }));
  const means = smoothed(
    steps.map(({ value }) => value),
    memoryOf(run.stepsPerEpoch),
  );
  const smooth = means.map((value, index) => ({ epoch: steps[index]!.epoch, value }));
  const training = ends(run.epochs, of.training);
  const validation = ends(run.epochs, of.validation);
  const latest = smooth.at(-1) ?? training.at(-1);
  const last = validation.at(-1);
  const curves: Curve[] = [
    { kind: 'steps', points: steps, dots: steps.length <= fewSteps, label: null },
    {
      kind: 'smooth',
      points: smooth,
      dots: false,
      label: latest ? `training ${of.text(latest.value)}` : null,
    },
    { kind: 'training', points: training, dots: true, label: null },
    {
      kind: 'validation',
      points: validation,
      dots: true,
      label: last ? `validation ${of.text(last.value)}` : null,
    },
  ];
  return curves.filter(({ points }) => points.length > 0);
}

/** Epochs on the horizontal axis: the recipe's. */
export const epochsShown: number = recipe.epochs;

/** The values at a place, of all lines that have one there. */
export function spotsOf(stop: Stop, beside: Beside, of: Quantity): readonly Spot[] {
  const { at, step, result, epoch } = stop;
  const spots: Spot[] = [];
  const other = epoch === null ? undefined : beside.epochs[epoch - 1];
  if (other)
    spots.push(
      { kind: 'beside-training', epoch: at, value: of.training(other) },
      { kind: 'beside-validation', epoch: at, value: of.validation(other) },
    );
  if (result)
    spots.push(
      { kind: 'training', epoch: at, value: of.training(result) },
      { kind: 'validation', epoch: at, value: of.validation(result) },
    );
  else if (step) spots.push({ kind: 'steps', epoch: at, value: of.ofStep(step) });
  return spots;
}

/** The validation of the best epoch so far. */
export function bestSpot(run: Pick<Run, 'epochs' | 'best'>, of: Quantity): Spot | null {
  const result = run.epochs.find(({ epoch }) => epoch === run.best);
  return result ? { kind: 'validation', epoch: result.epoch, value: of.validation(result) } : null;
}
