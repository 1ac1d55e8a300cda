/** Many variants of one exercise, for tests that hold them against another way of working them out. */
import type { Lesson, NumberQuestion } from '../lesson.ts';
import { questionAt } from '../variants.ts';

/** @throws for an exercise that the lesson does not have or that asks for no number. */
export function numberQuestions({ exercises }: Lesson, id: string): readonly NumberQuestion[] {
  const exercise = exercises.find((one) => one.id === id);
  if (!exercise) throw new Error(`lesson: expected an exercise "${id}"`);
  return Array.from({ length: 120 }, (_, index) => {
    const question = questionAt(exercise, 1, index + 1);
    if (question.kind !== 'number') throw new Error(`${id}: expected a number, got a choice`);
    return question;
  });
}
