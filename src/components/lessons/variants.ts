/**
 * Exercises with numbers drawn for them: the same seed, exercise and variant give the same question in every browser, so that a class
 * can share one and its teacher can print the key.
 */
import { streams, uniform } from '../../core/math/random.ts';
import type { Draw, Exercise, Question } from './lesson.ts';

/** Whoever has no class has this seed. */
export const ownSeed = 1;

/** A whole number of 32 bits for a name: FNV-1a of G. Fowler, L. C. Noll and K.-P. Vo, over its UTF-16 units. */
function numberOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

/** The draw of one variant; its n-th call depends on nothing but seed, name, variant and n. */
function drawOf(seed: number, name: string, variant: number): Draw {
  const step = numberOf(`${name} ${variant}`);
  let drawn = 0;
  return (least, most) => {
    if (!Number.isInteger(least) || !Number.isInteger(most) || most < least)
      throw new Error(`draw: expected two whole numbers in order, got ${least} and ${most}`);
    return least + Math.floor(uniform(seed, streams.exercises, step, drawn++) * (most - least + 1));
  };
}

/** @param variant counted from 1. */
export const questionAt = (exercise: Exercise, seed: number, variant: number): Question =>
  exercise.make(drawOf(seed, exercise.id, variant));

/** More draws than it takes to tell chance from sameness. */
const enough = 24;

const same = (one: Question, other: Question) => JSON.stringify(one) === JSON.stringify(other);

/** The next variant that asks something else; null where the exercise has one only. */
export function nextVariant(exercise: Exercise, seed: number, variant: number): number | null {
  const now = questionAt(exercise, seed, variant);
  for (let next = variant + 1; next <= variant + enough; next++)
    if (!same(now, questionAt(exercise, seed, next))) return next;
  return null;
}
