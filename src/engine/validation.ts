/** One pass over the validation pictures in chunks, so that a reader's click is heard between two of them. */
import { classes, picture } from '../core/dataset/catalog.ts';
import type { LabelledPictures, TrainingEngine } from './engine.ts';

export interface Validation {
  readonly done: number;
  readonly total: number;
  /** Mean cross-entropy over those done. */
  readonly loss: number;
  readonly accuracy: number;
  /** Rows are the true class, columns the answer. */
  readonly confusion: readonly (readonly number[])[];
  /** Evaluates the next chunk. */
  advance(): Promise<void>;
}

/** Divides 3,000, so that on the whole set every chunk has the same shape and no shader is compiled for a ragged one. */
const chunk = 60;

/** The place of the largest of `count` values from `from` on; the first of equals. */
function answer(probabilities: Float32Array, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++)
    if (probabilities[from + i]! > probabilities[from + best]!) best = i;
  return best;
}

/** A pass that has not begun. The engine must not be stepped before it is done. */
export function createValidation(engine: TrainingEngine, pictures: LabelledPictures): Validation {
  const { pixels, labels } = pictures;
  const confusion = classes.map(() => classes.map(() => 0));
  let done = 0;
  let sum = 0;
  return {
    get done() {
      return done;
    },
    total: labels.length,
    get loss() {
      return sum / done;
    },
    get accuracy() {
      return confusion.reduce((right, row, index) => right + row[index]!, 0) / done;
    },
    get confusion() {
      return confusion.map((row) => [...row]);
    },
    async advance() {
      const end = Math.min(done + chunk, labels.length);
      const part = {
        pixels: pixels.subarray(done * picture.bytes, end * picture.bytes),
        labels: labels.subarray(done, end),
      };
      const { loss, probabilities } = await engine.evaluate(part);
      for (let i = 0; i < part.labels.length; i++) {
        const column = answer(probabilities, i * classes.length, classes.length);
        confusion[part.labels[i]!]![column]! += 1;
      }
      sum += loss * part.labels.length;
      done = end;
    },
  };
}
