import { describe, expect, test } from 'vitest';
import { kerasSource } from './keras.ts';
import { network } from './network.ts';
import { sourceText } from './source-line.ts';

const lines = kerasSource(network);
const text = sourceText(lines);

describe('the Keras program', () => {
  test('has one line for each layer, in order, tied to its id and naming it', () => {
    const made = lines.filter((line) => line.layer !== null);
    expect(made.map((line) => line.layer)).toEqual(network.layers.map((layer) => layer.id));
    for (const { text: line, layer } of made) expect(line).toContain(`name="${layer}"`);
  });

  test('writes each kind of layer as Keras calls it', () => {
    const of = (id: string) => lines.find((line) => line.layer === id)!.text.trim();
    expect(of('conv1a')).toBe(
      'layers.Conv2D(32, 3, padding="same", activation="relu", name="conv1a"),',
    );
    expect(of('conv3b')).toBe(
      'layers.Conv2D(128, 3, padding="valid", activation="relu", name="conv3b"),',
    );
    expect(of('bn2')).toBe('layers.BatchNormalization(momentum=0.99, epsilon=0.001, name="bn2"),');
    expect(of('pool1')).toBe('layers.MaxPooling2D(2, name="pool1"),');
    expect(of('drop3')).toBe('layers.Dropout(0.5, name="drop3"),');
    expect(of('flatten')).toBe('layers.Flatten(name="flatten"),');
    expect(of('dense')).toBe('layers.Dense(3, activation="softmax", name="dense"),');
  });

  test('follows the recipe', () => {
    expect(text).toContain('keras.Input(shape=(32, 32, 3))');
    expect(text).toContain('learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7');
    expect(text).toContain('batch_size=128');
    expect(text).toContain('epochs=10');
    expect(text).toContain('EarlyStopping(monitor="val_accuracy", mode="max", patience=3)');
    expect(text).toContain('save_best_only=True');
    expect(text).toContain('CLASSES = {0: "airplane", 1: "car", 2: "bird"}');
  });

  test('is a page that can be pasted: spaces only, brackets closed, one line break at the end', () => {
    expect(text).not.toMatch(/\t| $/m);
    expect(text).toMatch(/[^\n]\n$/);
    for (const [open, close] of ['()', '[]', '{}'])
      expect(text.split(open!).length).toBe(text.split(close!).length);
    for (const { text: line } of lines) expect(line.length, line).toBeLessThanOrEqual(110);
  });
});
