/**
 * A prediction as it reaches a page: worked out against the recorded run when the site is built, and plain data from then on. The
 * shapes that writers fill in are in `lesson.ts`.
 */
import { network } from '../../core/network/network.ts';
import type { Known, Prediction } from './lesson.ts';

type Told<P> = P extends Prediction
  ? Omit<P, 'answer' | 'reveal'> & {
      readonly answer: ReturnType<P['answer']>;
      readonly reveal: string;
    }
  : never;

export type Asked = Told<Prediction>;
export type AskedNumber = Extract<Asked, { kind: 'number' }>;
export type AskedChoice = Extract<Asked, { kind: 'choice' }>;
export type AskedCurve = Extract<Asked, { kind: 'curve' }>;
export type AskedPlace = Extract<Asked, { kind: 'place' }>;

/** What is wrong with an answer of this prediction, or null. */
function answerFault(asked: Asked): string | null {
  switch (asked.kind) {
    case 'number': {
      const { answer, least, most } = asked;
      return answer >= least && answer <= most ? null : `a number from ${least} to ${most}`;
    }
    case 'choice':
      return asked.options[asked.answer] === undefined ? 'the index of an option' : null;
    case 'curve': {
      const { length } = asked.x.values;
      const { least, most } = asked.y;
      if (asked.answer.length !== length) return `${length} values, one for each place`;
      return asked.answer.every((value) => value >= least && value <= most)
        ? null
        : `values from ${least} to ${most}`;
    }
    case 'place': {
      const { row, column, height, width } = asked.answer;
      const whole = [row, column, height, width].every(Number.isInteger);
      const { height: high, width: wide } = network.input;
      const inside = row >= 0 && column >= 0 && row + height <= high && column + width <= wide;
      return whole && inside && height > 0 && width > 0 ? null : 'a rectangle on the picture';
    }
  }
}

/**
 * @throws where the answer is no answer to its own question: out of its range, no option, not one value a place, off the
 * picture.
 */
export function ask(prediction: Prediction, known: Known): Asked {
  const asked = {
    ...prediction,
    answer: prediction.answer(known),
    reveal: prediction.reveal(known),
  } as Asked;
  const fault = answerFault(asked);
  if (fault !== null)
    throw new Error(
      `prediction "${asked.id}": expected ${fault}, got ${JSON.stringify(asked.answer)}`,
    );
  return asked;
}
