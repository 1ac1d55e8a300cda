/** Known mistakes of an exercise whose numbers were drawn: now and then two ways of being wrong come to one number, or to the right one. */
import type { Mistake } from './lesson.ts';

/**
 * Those that can be told apart, the first of each number: their values are more than two tolerances from the answer and from each
 * other, for within one a reader's number counts as that value.
 */
export function toldApart(
  answer: number,
  tolerance: number,
  mistakes: readonly Mistake[],
): readonly Mistake[] {
  const rounding = 1e-9 * Math.max(1, Math.abs(answer));
  const apart = (one: number, other: number) => Math.abs(one - other) > 2 * tolerance + rounding;
  return mistakes.reduce<readonly Mistake[]>(
    (kept, mistake) =>
      apart(mistake.value, answer) && kept.every(({ value }) => apart(mistake.value, value))
        ? [...kept, mistake]
        : kept,
    [],
  );
}
