/** The lessons of all chapters as the build knows them: a prediction or an exercise by its name. Nothing of it reaches a browser by itself. */
import { ask, type Asked } from '../components/lessons/asked.ts';
import { allLessons } from '../components/lessons/bank-shelf.ts';
import type { Question } from '../components/lessons/lesson.ts';
import { nextVariant, ownSeed, questionAt } from '../components/lessons/variants.ts';
import { recordedRun } from './build-data.ts';

const lessons = await allLessons();

interface FirstExercise {
  readonly id: string;
  readonly title: string;
  /** Variant 1 of the seed of those who have no class. */
  readonly first: Question;
  /** Other variants ask something else. */
  readonly varies: boolean;
}

/** The exercises of a chapter with what their page says before scripts run; none where its writer has none. */
export const exercisesOf = (chapter: string): readonly FirstExercise[] =>
  (lessons.find((lesson) => lesson.chapter === chapter)?.exercises ?? []).map((exercise) => ({
    id: exercise.id,
    title: exercise.title,
    first: questionAt(exercise, ownSeed, 1),
    varies: nextVariant(exercise, ownSeed, 1) !== null,
  }));

/** All predictions of a chapter, held against the recorded run. */
export const predictionsOf = (chapter: string): readonly Asked[] =>
  (lessons.find((lesson) => lesson.chapter === chapter)?.predictions ?? []).map((prediction) =>
    ask(prediction, { run: recordedRun }),
  );

/** A prediction by its name, held against the recorded run. Throws for a name that no lesson has. */
export function predictionOf(id: string): Asked {
  const prediction = lessons.flatMap(({ predictions }) => predictions).find((one) => one.id === id);
  if (!prediction) throw new Error(`Predict: expected a prediction of a lesson, got "${id}"`);
  return ask(prediction, { run: recordedRun });
}
