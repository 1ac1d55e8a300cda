/** The lesson of a chapter, fetched when a reader asks for more of it than the page came with. */
import type { Lesson } from './lesson.ts';

const shelf = import.meta.glob<Lesson>(['./bank/*.ts', '!./bank/*.{test,fixture}.ts'], {
  import: 'lesson',
});

/** Rejects where the chapter has no lesson, or where it can't be fetched. */
export async function lessonFrom(chapter: string): Promise<Lesson> {
  const fetch = shelf[`./bank/${chapter}.ts`];
  if (!fetch) throw new Error(`lesson: expected a chapter with exercises, got "${chapter}"`);
  return fetch();
}

/** Every lesson there is, for the build. */
export const allLessons = (): Promise<readonly Lesson[]> =>
  Promise.all(Object.values(shelf).map((fetch) => fetch()));
