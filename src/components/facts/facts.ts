/** The numbers that prose may speak of, derived from the network and the recipe: no chapter types one by hand. */
import { counts } from '../../core/dataset/catalog.ts';
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { recipe } from '../../core/network/recipe.ts';

const { totals } = describe(network);
const { batchSize, learningRate } = recipe.hyperparameters;
const steps = Math.ceil(counts.training / batchSize);
const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits });

export const facts = {
  parameters: number(totals.parameters),
  trainable: number(totals.trainable),
  nonTrainable: number(totals.nonTrainable),
  trainingPictures: number(counts.training),
  validationPictures: number(counts.validation),
  batchSize: number(batchSize),
  stepsPerEpoch: number(steps),
  lastBatch: number(counts.training - (steps - 1) * batchSize),
  epochs: number(recipe.epochs),
  totalSteps: number(steps * recipe.epochs),
  patience: number(recipe.patience),
  learningRate: String(learningRate),
  chanceLoss: number(Math.log(3), 4),
  /** Share of its start that a moving statistic still holds after one epoch, in percent. */
  movingLeft: number(100 * 0.99 ** steps),
} as const satisfies Record<string, string>;

export type FactName = keyof typeof facts;
