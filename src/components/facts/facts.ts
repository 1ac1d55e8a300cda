/** The numbers that prose may speak of, derived from the network and the recipe: no chapter types one by hand. */
import { connectionCounts, totalCounts } from '../../core/connectivity/counts.ts';
import { smallNetwork } from '../../core/connectivity/small-network.ts';
import { smallRecipe, smallSize } from '../../core/connectivity/small-run.ts';
import { classes, counts, picture } from '../../core/dataset/catalog.ts';
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { recipe } from '../../core/network/recipe.ts';
import { waysAlong } from '../../core/network/ways.ts';
import { percentText } from '../marks/format.ts';
import { publishedBest, publishedRun } from './published-run.ts';

const { totals } = describe(network);
const { batchSize, learningRate } = recipe.hyperparameters;
const steps = Math.ceil(counts.training / batchSize);
const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits });
const minutes = publishedRun.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
const first = connectionCounts(network)[0]!.counts;
const all = totalCounts(network);
/** Numbers in a small network whose read-out has a weight for each place. */
const small = (kind: 'dense' | 'shared') => smallNetwork(smallSize, kind, 'places').total;

export const facts = {
  parameters: number(totals.parameters),
  trainable: number(totals.trainable),
  nonTrainable: number(totals.nonTrainable),
  /** All parameters in 32-bit floats, in millions of bytes. */
  weightsMegabytes: number((4 * totals.parameters) / 1e6, 2),
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
  /** Multiplications of one epoch, gradients included, in 10 to the power of 12. */
  epochTrillions: number((totals.trainingMacs * counts.training) / 1e12, 1),
  /** From one pixel in the middle of what the cell (1, 1) of the last convolution sees up to that cell. */
  waysFromMiddle: number(Math.max(...waysAlong(network, 'conv3b', 1)) ** 2),
  publishedFirst: percentText(publishedRun[0]!.validationAccuracy),
  publishedFirstTraining: percentText(publishedRun[0]!.accuracy),
  publishedBest: percentText(publishedBest.validationAccuracy),
  publishedBestTraining: percentText(publishedBest.accuracy),
  publishedBestEpoch: number(publishedBest.epoch),
  publishedLast: percentText(publishedRun.at(-1)!.validationAccuracy),
  publishedMinutes: number(minutes),
  /** Trainable parameters to a training picture, rounded up. */
  parametersPerPicture: number(Math.ceil(totals.trainable / counts.training)),
  pictureSide: number(picture.width),
  pixels: number(picture.height * picture.width),
  /** Of one picture: pixels times channels. Read out one a second they take so many minutes. */
  pictureNumbers: number(picture.bytes),
  pictureMinutes: number(picture.bytes / 60),
  /** Values that a byte can have. */
  byteLevels: number(2 ** 8),
  /** Decimal digits of 256 to the power of the bytes in a picture: of how many pictures there can be. */
  picturesDigits: number(Math.floor(picture.bytes * Math.log10(256)) + 1),
  trainingPerClass: number(counts.training / classes.length),
  validationPerClass: number(counts.validation / classes.length),
  /** The first convolution, and all of them, as they are and connected otherwise. */
  firstDense: number(first.dense),
  firstLocal: number(first.local),
  firstShared: number(first.shared),
  allDense: number(all.dense),
  allLocal: number(all.local),
  allShared: number(all.shared),
  localOverShared: number(all.local / all.shared),
  /** In 32-bit floats: the weights alone, and with their gradient and Adam's two averages. */
  denseGigabytes: number((4 * all.dense) / 1e9, 1),
  denseTrainingGigabytes: number((16 * all.dense) / 1e9),
  smallTraining: number(smallRecipe.training),
  smallTest: number(smallRecipe.test),
  smallDense: number(small('dense')),
  smallShared: number(small('shared')),
} as const satisfies Record<string, string>;

export type FactName = keyof typeof facts;
