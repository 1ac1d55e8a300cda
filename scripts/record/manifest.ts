/** The manifest of a recorded run as it stands on disk. What reads it back is `parseRun`. */
import type { RecordedRun } from '../../src/core/network/recorded-run.ts';
import type { EpochResult } from '../../src/core/network/run.ts';

const epochOnDisk = (result: EpochResult): Record<string, unknown> => {
  const { epoch, loss, accuracy, validationLoss, validationAccuracy, confusion, seconds } = result;
  return {
    epoch,
    loss,
    accuracy,
    val_loss: validationLoss,
    val_accuracy: validationAccuracy,
    confusion,
    seconds,
  };
};

/** For `JSON.stringify`. Names are Keras's where Keras has one. */
export function manifestOf(run: RecordedRun): Record<string, unknown> {
  const { recipe, epochs, stepsPerEpoch, ...same } = run;
  return {
    version: 1,
    ...same,
    recipe: {
      learning_rate: recipe.learningRate,
      batch_size: recipe.batchSize,
      training_pictures: recipe.trainingPictures,
      epochs: recipe.epochs,
      patience: recipe.patience,
    },
    steps_per_epoch: stepsPerEpoch,
    epochs: epochs.map(epochOnDisk),
  };
}
