/** How long a run will take at the rate of now, and how that is said. An estimate, rounded so that it does not pretend to know more. */
import { counts } from '../../core/dataset/catalog.ts';
import { recipe, type Hyperparameters } from '../../core/network/recipe.ts';

/**
 * What validating a picture costs beside training with it: a forward pass, where a training step has that and two more of its size
 * for the gradients.
 */
const validationCost = 1 / 3;

/** Numbers of training pictures that a reader can choose: the article's, then ever smaller ones for slow machines. */
export const schedules: readonly number[] = [15_000, 1_500, 150, 32];

/** Pictures of work in an epoch, in training pictures; validation pictures are cut in the proportion of the training pictures. */
const workOfEpoch = (trainingPictures: number): number =>
  trainingPictures * (1 + (counts.validation / counts.training) * validationCost);

export interface Estimate {
  /** Seconds to the end of the epoch under way. */
  readonly epoch: number;
  /** Seconds to the end of the last epoch; early stopping may end the run before. */
  readonly run: number;
}

/** What is left after `step` steps; null while the rate is not known, or where nothing is left. */
export function estimate(
  step: number,
  { trainingPictures, batchSize }: Hyperparameters,
  picturesPerSecond: number | null,
): Estimate | null {
  if (picturesPerSecond === null || !(picturesPerSecond > 0)) return null;
  const stepsPerEpoch = Math.ceil(trainingPictures / batchSize);
  const done = Math.floor(step / stepsPerEpoch);
  if (done >= recipe.epochs) return null;
  const seen = Math.min(trainingPictures, (step % stepsPerEpoch) * batchSize);
  const epoch = (workOfEpoch(trainingPictures) - seen) / picturesPerSecond;
  const later = ((recipe.epochs - done - 1) * workOfEpoch(trainingPictures)) / picturesPerSecond;
  return { epoch, run: epoch + later };
}

/** `a few seconds`, `about 35 seconds`, `about 4 minutes`, `about 3 hours`, `about 2 days`. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  if (seconds < 7.5) return 'a few seconds';
  if (seconds < 57.5) return `about ${Math.round(seconds / 5) * 5} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) return 'about a minute';
  if (seconds < 57.5 * 60)
    return `about ${minutes < 10 ? minutes : Math.round(minutes / 5) * 5} minutes`;
  const hours = Math.round(seconds / 3600);
  if (hours < 2) return 'about an hour';
  if (hours < 48) return `about ${hours} hours`;
  return `about ${Math.round(seconds / 86_400)} days`;
}

/** A run longer than this is better tried small first. */
const patience = 20 * 60;

/** A sentence that proposes the largest smaller schedule within the patience of a reader; null where there is no need or none helps. */
export function advice(
  { run }: Estimate,
  trainingPictures: number,
  picturesPerSecond: number,
): string | null {
  if (run <= patience) return null;
  const smaller = schedules.filter((pictures) => pictures < trainingPictures);
  const whole = (pictures: number) => (recipe.epochs * workOfEpoch(pictures)) / picturesPerSecond;
  const fits = smaller.find((pictures) => whole(pictures) <= patience) ?? smaller.at(-1);
  if (fits === undefined) return null;
  return `With ${fits.toLocaleString('en')} training pictures all ${recipe.epochs} epochs take ${durationText(whole(fits))}.`;
}
