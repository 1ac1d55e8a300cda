/**
 * The notebook's cells that the listing on the page does without: drawing, counting, taking weights along. Python as text; each
 * stands on the cells before it.
 */
import { recipe } from './recipe.ts';

export const looking = `import matplotlib.pyplot as plt

NAMES = list(CLASSES.values())
rng = np.random.default_rng()


def show_ten(pictures, truth, answers):
    """Ten pictures drawn by chance: a tick where the answer is right, the true name where it is not."""
    figure, axes = plt.subplots(2, 5, figsize=(10, 4.6))
    for axis, index in zip(axes.flat, rng.choice(len(pictures), 10, replace=False)):
        true, said = truth[index].argmax(), answers[index].argmax()
        right = true == said
        axis.imshow(pictures[index])
        axis.set_xticks([])
        axis.set_yticks([])
        axis.set_xlabel(
            f"{NAMES[said]} \\u2713" if right else f"{NAMES[said]}, is {NAMES[true]}",
            color="green" if right else "red",
        )
    plt.show()


print(x_train.shape, y_train.shape)
print(x_test.shape, y_test.shape)
show_ten(x_train, y_train, y_train)`;

export const drawing = `figure, axes = plt.subplots(1, 2, figsize=(10, 3.6))
for axis, name in zip(axes, ["accuracy", "loss"]):
    epochs = range(1, len(history.history[name]) + 1)
    axis.plot(epochs, history.history[name], marker="o", label="training")
    axis.plot(epochs, history.history["val_" + name], marker="o", label="test")
    axis.set_xlabel("epoch")
    axis.set_ylabel(name)
    axis.legend()
plt.show()`;

export const judgement = `answers = best.predict(x_test, verbose=0)
show_ten(x_test, y_test, answers)


def confusion(truth, answers):
    """Counts of pictures: a row for each true class, a column for each answer."""
    table = np.zeros((len(NAMES), len(NAMES)), dtype=int)
    np.add.at(table, (truth.argmax(axis=1), answers.argmax(axis=1)), 1)
    return table


for name, row in zip(NAMES, confusion(y_test, answers)):
    print(f"{name:>10}", *(f"{count:6d}" for count in row))

wrong = answers.argmax(axis=1) != y_test.argmax(axis=1)
print(f"mean highest share where right: {answers.max(axis=1)[~wrong].mean():.3f}")
print(f"mean highest share where wrong: {answers.max(axis=1)[wrong].mean():.3f}")`;

export const saving = `# Your weights under the names that the site uses; numpy.load reads them back.
np.savez(
    "three-blocks.npz",
    **{
        f"{layer.name}/{weight.name}": keras.ops.convert_to_numpy(weight)
        for layer in best.layers
        for weight in layer.weights
    },
)`;

/** Reads `file` and puts its arrays into the model, layer by layer. */
export const taking = (file: string): string => `import json
from pathlib import Path


def read_safetensors(path):
    """The float32 arrays of a file, by name."""
    data = Path(path).read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        arrays[name] = np.frombuffer(data[start + begin : start + end], "<f4").reshape(entry["shape"])
    return arrays


if not Path("${file}").exists():
    print("Put ${file} beside this notebook, then run this cell again.")
else:
    arrays = read_safetensors("${file}")
    recorded = keras.models.clone_model(model)
    for layer in recorded.layers:
        if layer.weights:
            layer.set_weights([arrays[f"{layer.name}/{weight.name}"] for weight in layer.weights])
    recorded.compile(loss="categorical_crossentropy", metrics=["accuracy"])
    loss, accuracy = recorded.evaluate(x_test, y_test, verbose=0)
    print(f"The recorded run on the test pictures: loss {loss:.4f}, accuracy {accuracy:.4f}")
    show_ten(x_test, y_test, recorded.predict(x_test, verbose=0))`;

export const closing = `## Things to change

* **Choose the epoch fairly.** Give \`fit\` the last 3,000 training pictures as \`validation_data\`, train on the others, and
  look at the test pictures once, at the end.
* **Augment.** Put \`layers.RandomFlip("horizontal")\` after the input, and train for longer than ${recipe.epochs} epochs: flipped, a
  picture is nearly a new one.
* **Another seed.** \`keras.utils.set_random_seed(1)\` before the model is made, then 2, then 3. How far apart are the three?`;
