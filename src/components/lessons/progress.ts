/** How far a reader is with a chapter's exercises, read from the notebook. */
import type { Notes } from '../../session/notebook.ts';

/** Exercises of a chapter of which at least one variant was answered rightly under this seed. */
export const solvedIn = ({ exercises }: Notes, chapter: string, seed: number): number =>
  Object.values(exercises).filter(
    (note) => note.chapter === chapter && note.seed === seed && note.solved > 0,
  ).length;
