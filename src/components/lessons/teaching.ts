/** What a teacher's page knows of a class: its links, and the words for what can be hidden. Nothing is fetched or drawn here. */
import { mostSeed, withClass, type ClassLink, type Hideable } from '../../session/class-link.ts';
import type { Question } from './lesson.ts';
import { plainText } from './marked-text.ts';
import { numberText } from './number-answer.ts';

export const hideWords: Readonly<Record<Hideable, string>> = {
  training: 'Train, steps, reset and seeds: the recorded run is all there is',
  recipe: 'Learning rate, batch size, number of training pictures',
  engine: 'The choice of the engine that computes',
  files: 'Saving and opening runs',
  links: '“Copy link to this” under the figures',
  ways: '“Show the way” in exercises; a right answer still shows it',
  reveals: '“Show me” in predictions: for a class that looks together',
};

/** The class number that is typed, or why it is none. */
export function seedFrom(
  typed: string,
): { readonly ok: true; readonly seed: number } | { readonly ok: false; readonly fault: string } {
  const text = typed.trim();
  const seed = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  const range = `a whole number from 1 to ${numberText(mostSeed)}`;
  return seed >= 1
    ? { ok: true, seed }
    : { ok: false, fault: `A class number is ${range}; the links still have the last one.` };
}

/** The address of a page with the class in it. */
export const classAddress = (href: string, link: ClassLink, origin: string): string =>
  new URL(href + withClass('', link), origin).href;

/** A number to the decimals that its tolerance leaves: one more would promise too much. */
function toTolerance(value: number, tolerance: number, unit: string): string {
  if (tolerance === 0) return numberText(value, unit);
  const decimals = Math.max(0, Math.ceil(-Math.log10(tolerance)));
  return numberText(Number(value.toFixed(decimals)), unit);
}

/** The answer of the key, in words. */
export function keyAnswer(question: Question): string {
  if (question.kind === 'choice')
    return plainText(question.options.find(({ right }) => right)!.text);
  const { answer, unit, tolerance } = question;
  const text = toTolerance(answer, tolerance, unit);
  return tolerance === 0 ? text : `${text} (± ${numberText(tolerance)})`;
}

/** What a wrong answer overlooks, by the answer. */
export const keyMistakes = (
  question: Question,
): readonly { readonly said: string; readonly reason: string }[] =>
  question.kind === 'number'
    ? question.mistakes.map(({ value, reason }) => ({
        said: toTolerance(value, question.tolerance, question.unit),
        reason,
      }))
    : question.options
        .filter(({ right }) => !right)
        .map(({ text, reason }) => ({ said: plainText(text), reason }));
