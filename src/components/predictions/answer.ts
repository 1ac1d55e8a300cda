/** What the network answers about a picture, from its three probabilities, and how that is said. Words and arithmetic only. */
import { countText, percentText } from '../marks/format.ts';
import { classMarks } from '../marks/classes.ts';

export interface Answer {
  /** The class with the highest probability; of equal ones the first. */
  readonly label: number;
  readonly probability: number;
  readonly right: boolean;
  /** One for each class, in the order of the classes. */
  readonly probabilities: readonly number[];
}

/** A test picture with its true class and, where the network was asked, its answer. */
export interface Example {
  /** Place in the validation set, from 0. */
  readonly index: number;
  /** The true class. */
  readonly label: number;
  readonly answer: Answer | null;
}

/** The answer to picture `place` of a list whose probabilities stand in `all`, three for each. */
export function answerAt(all: Float32Array, place: number, truth: number): Answer {
  const width = classMarks.length;
  const probabilities = Array.from(all.subarray(place * width, (place + 1) * width));
  if (probabilities.length !== width)
    throw new Error(
      `answer: expected ${width} probabilities for picture ${place}, got ${probabilities.length}`,
    );
  const probability = Math.max(...probabilities);
  const label = probabilities.indexOf(probability);
  return { label, probability, right: label === truth, probabilities };
}

/** Name of a class. Throws where there is none of that number. */
export function className(label: number): string {
  const mark = classMarks[label];
  if (!mark) throw new Error(`class: expected 0 to ${classMarks.length - 1}, got ${label}`);
  return mark.name;
}

/** The sentence about one picture: the same by mouse, keyboard and touch. */
export function exampleText({ index, label, answer }: Example): string {
  const what = `Test picture ${countText(index + 1)}, ${className(label)}`;
  if (!answer) return `${what}: the network has not been asked yet.`;
  const verdict = answer.right ? 'right' : 'wrong';
  return `${what}: the network says ${className(answer.label)} with ${percentText(answer.probability)}, ${verdict}.`;
}

/** How many of the pictures are named rightly, by which network; `network` fits after "the network". */
export function summaryText(examples: readonly Example[], step: number, network: string): string {
  const answers = examples.flatMap(({ answer }) => answer ?? []);
  if (answers.length === 0)
    return `${examples.length} test pictures; the network has not been asked yet.`;
  const right = answers.filter((answer) => answer.right).length;
  const score = `${right} of ${answers.length} right`;
  return step === 0
    ? `${score}. Untrained: guessing would get about ${Math.round(answers.length / classMarks.length)}.`
    : `${score}, by the network ${network}.`;
}
