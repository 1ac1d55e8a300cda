/** The network and its recipe as a Keras 3 program that a reader can paste and run. Text derived from the spec; runs nothing. */
import { classes } from '../dataset/catalog.ts';
import { recipe } from './recipe.ts';
import { plainLines, type SourceLine } from './source-line.ts';
import type { Layer, Network } from './spec.ts';

function layerCall(layer: Layer): string {
  const name = `name="${layer.id}"`;
  switch (layer.kind) {
    case 'convolution':
      return `layers.Conv2D(${layer.filters}, ${layer.kernel}, padding="${layer.padding}", activation="relu", ${name})`;
    case 'batch-norm':
      return `layers.BatchNormalization(momentum=${layer.momentum}, epsilon=${layer.epsilon}, ${name})`;
    case 'max-pool':
      return `layers.MaxPooling2D(${layer.size}, ${name})`;
    case 'dropout':
      return `layers.Dropout(${layer.rate}, ${name})`;
    case 'flatten':
      return `layers.Flatten(${name})`;
    case 'dense':
      return `layers.Dense(${layer.units}, activation="softmax", ${name})`;
  }
}

const opening = `# The three-block network on three classes of CIFAR-10.
# Needs Keras 3 and one of its backends, for example: pip install keras tensorflow
import keras
import numpy as np
from keras import layers

CLASSES = {${classes.map(({ label, name }) => `${label}: "${name}"`).join(', ')}}


def three_classes(pictures, labels):
    """Keeps the pictures of CLASSES, as numbers from 0 to 1 with one-hot answers."""
    labels = labels[:, 0]
    keep = np.isin(labels, list(CLASSES))
    pictures = pictures[keep].astype("float32") / 255
    return pictures, keras.utils.to_categorical(labels[keep], len(CLASSES))


(training, testing) = keras.datasets.cifar10.load_data()
x_train, y_train = three_classes(*training)
x_test, y_test = three_classes(*testing)`;

function training(): string {
  const { adam, epochs, patience, hyperparameters } = recipe;
  return `model.compile(
    optimizer=keras.optimizers.Adam(
        learning_rate=${hyperparameters.learningRate}, beta_1=${adam.beta1}, beta_2=${adam.beta2}, epsilon=${adam.epsilon}
    ),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)
model.summary()

# The test pictures also choose the best epoch here, so the best accuracy flatters the network a little.
history = model.fit(
    x_train,
    y_train,
    batch_size=${hyperparameters.batchSize},
    epochs=${epochs},
    validation_data=(x_test, y_test),
    callbacks=[
        keras.callbacks.EarlyStopping(monitor="val_accuracy", mode="max", patience=${patience}),
        keras.callbacks.ModelCheckpoint(
            "three-blocks.keras", monitor="val_accuracy", mode="max", save_best_only=True
        ),
    ],
)`;
}

const judging = `best = keras.models.load_model("three-blocks.keras")
loss, accuracy = best.evaluate(x_test, y_test, verbose=0)
print(f"The best epoch on the test pictures: loss {loss:.4f}, accuracy {accuracy:.4f}")`;

function model({ input, layers }: Network): readonly SourceLine[] {
  return [
    ...plainLines(`model = keras.Sequential(
    [
        keras.Input(shape=(${input.height}, ${input.width}, ${input.channels})),`),
    ...layers.map((layer) => ({ text: `        ${layerCall(layer)},`, layer: layer.id })),
    ...plainLines(`    ],
    name="three_blocks",
)`),
  ];
}

/** The program in its four parts, each of which stands on those before it. Lines that make a layer carry its id. */
export const kerasParts = (network: Network) => ({
  data: plainLines(opening),
  model: model(network),
  training: plainLines(training()),
  judging: plainLines(judging),
});

/** A Keras 3 program: the three classes, the model, the recipe. Lines that make a layer carry its id. */
export function kerasSource(network: Network): readonly SourceLine[] {
  const parts = kerasParts(network);
  const gap = plainLines('');
  return [
    ...parts.data,
    ...gap,
    ...parts.model,
    ...gap,
    ...parts.training,
    ...gap,
    ...parts.judging,
  ];
}
