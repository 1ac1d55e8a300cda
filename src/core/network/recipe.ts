/** How the article trains its network, and the ranges in which a reader may change it. Data and its checks only. */
import { shown } from './field.ts';

/** What a reader may change before or during a run. */
export interface Hyperparameters {
  readonly learningRate: number;
  /** Pictures in a batch; the last batch of an epoch may be smaller. */
  readonly batchSize: number;
  /** Training pictures used, the first ones of the set; validation pictures are cut in the same proportion. */
  readonly trainingPictures: number;
}

/** The published recipe; `epochs` and `patience` count epochs. Adam as in Kingma & Ba 2015, epsilon as in Keras. */
export const recipe = {
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  epochs: 10,
  patience: 3,
  hyperparameters: { learningRate: 1e-3, batchSize: 128, trainingPictures: 15_000 },
} as const satisfies {
  adam: unknown;
  epochs: number;
  patience: number;
  hyperparameters: Hyperparameters;
};

export const limits = {
  learningRate: { least: 1e-6, most: 1000, whole: false, name: 'learning rate' },
  batchSize: { least: 1, most: 512, whole: true, name: 'batch size' },
  trainingPictures: { least: 8, most: 15_000, whole: true, name: 'training pictures' },
} as const;

/**
 * The first rule that `given` breaks, as a sentence naming the allowed range and the value seen; `null` if none.
 * Used at the edge of the page and again in the worker, which trusts nobody.
 */
export function faultIn(given: Hyperparameters): string | null {
  for (const key of Object.keys(limits) as (keyof typeof limits)[]) {
    const { least, most, whole, name } = limits[key];
    const value = given[key] as unknown;
    const fits =
      typeof value === 'number' &&
      value >= least &&
      value <= most &&
      (!whole || Number.isInteger(value));
    if (!fits) {
      const kind = whole ? 'a whole number' : 'a number';
      return `The ${name} must be ${kind} from ${least} to ${most.toLocaleString('en')}; got ${shown(value)}.`;
    }
  }
  if (given.batchSize > given.trainingPictures)
    return `The batch size must not exceed the training pictures (${given.trainingPictures}); got ${given.batchSize}.`;
  return null;
}
