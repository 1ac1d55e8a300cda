/** Predictions and exercises of a page as its reader uses them. */
import type { Locator, Page } from '@playwright/test';
import type { NumberQuestion } from '../src/components/lessons/lesson.ts';
import { lesson } from '../src/components/lessons/bank/receptive-fields.ts';
import { questionAt } from '../src/components/lessons/variants.ts';
import { expectScripts } from './training-figure.ts';

/** A chapter with a place to lay, a choice and a number to work out. */
export const chapter = 'receptive-fields/';
export const exercise = lesson.exercises[0]!;

export function questionOf(seed: number, variant = 1): NumberQuestion {
  const question = questionAt(exercise, seed, variant);
  if (question.kind !== 'number') throw new Error('lessons: expected an exercise with a number');
  return question;
}

/** In sight, and its scripts have taken over. */
export async function alive(part: Locator): Promise<Locator> {
  await part.scrollIntoViewIfNeeded();
  await expectScripts(part);
  return part;
}

/** The first prediction of the page that has `kind` in it now, by its name: it stays the same when that is gone. */
export async function prediction(page: Page, kind: Locator): Promise<Locator> {
  const found = page.locator('[data-predict]').filter({ has: kind }).first();
  const id = await found.getAttribute('data-predict');
  return alive(page.locator(`[data-predict="${id!}"]`));
}

export const worked = (page: Page): Promise<Locator> =>
  alive(page.locator(`[data-exercise="${exercise.id}"]`));

export const show = (asked: Locator): Locator => asked.getByRole('button', { name: 'Show me' });
