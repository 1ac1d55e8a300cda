/**
 * The training run that the article prints, as facts: ten epochs of Keras on TensorFlow 2.3, on its author's processor. It is
 * what figures compare with; nothing here was measured by this site.
 */

/** One line of the printed log. Losses in nats, accuracies from 0 to 1, seconds for the epoch. */
export interface PublishedEpoch {
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly seconds: number;
}

type Line = readonly [
  loss: number,
  accuracy: number,
  validationLoss: number,
  validationAccuracy: number,
  seconds: number,
];

const log: readonly Line[] = [
  [0.8714, 0.6817, 3.1173, 0.3333, 137],
  [0.5483, 0.775, 2.2622, 0.355, 131],
  [0.484, 0.8077, 1.7752, 0.5373, 131],
  [0.4407, 0.8277, 1.2938, 0.565, 131],
  [0.4049, 0.8387, 0.8936, 0.6917, 134],
  [0.373, 0.8553, 0.7478, 0.756, 134],
  [0.3395, 0.8689, 0.3435, 0.8683, 133],
  [0.3149, 0.8773, 0.3093, 0.883, 136],
  [0.2983, 0.8821, 0.3287, 0.869, 136],
  [0.2788, 0.893, 0.6321, 0.808, 136],
];

export const publishedRun: readonly PublishedEpoch[] = log.map(
  ([loss, accuracy, validationLoss, validationAccuracy, seconds], index) => ({
    epoch: index + 1,
    loss,
    accuracy,
    validationLoss,
    validationAccuracy,
    seconds,
  }),
);

/** The epoch whose validation accuracy is highest: the checkpoint that the article goes on with. */
export const publishedBest: PublishedEpoch = publishedRun.reduce((best, candidate) =>
  candidate.validationAccuracy > best.validationAccuracy ? candidate : best,
);
