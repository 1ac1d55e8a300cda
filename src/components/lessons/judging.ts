/** Whether an answer to an exercise is right, and if not, what it overlooks. It draws nothing and remembers nothing. */
import type { ChoiceQuestion, NumberQuestion } from './lesson.ts';

export interface Verdict {
  readonly right: boolean;
  /** Why it is right or what it overlooks; where to begin, if it is nobody's known mistake; empty where nothing is to be said. */
  readonly reason: string;
}

/** Rounding of numbers that were typed or worked out, not a tolerance. */
const rounding = 1e-9;

const near = (value: number, to: number, tolerance: number) =>
  Math.abs(value - to) <= tolerance + rounding * Math.max(1, Math.abs(to));

/** Right within the tolerance; else the nearest known mistake within it; else the hint. */
export function judgeNumber(question: NumberQuestion, value: number): Verdict {
  const { answer, tolerance, mistakes, hint } = question;
  if (near(value, answer, tolerance)) return { right: true, reason: '' };
  const [known] = mistakes
    .filter((mistake) => near(value, mistake.value, tolerance))
    .sort((one, other) => Math.abs(one.value - value) - Math.abs(other.value - value));
  return { right: false, reason: known?.reason ?? hint };
}

/** @throws for an option that is not there. */
export function judgeChoice(question: ChoiceQuestion, index: number): Verdict {
  const option = question.options[index];
  if (!option)
    throw new Error(`choice: expected one of ${question.options.length} options, got ${index}`);
  return { right: option.right, reason: option.reason };
}
