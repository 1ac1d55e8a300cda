/** How near a reader's guess came to what a prediction is held against, in numbers and in a sentence. */
import type { Asked, AskedCurve, AskedNumber, AskedPlace } from './asked.ts';
import type { Guess, Rectangle } from '../../session/notebook.ts';
import { network } from '../../core/network/network.ts';
import { plainText } from './marked-text.ts';
import { numberText, readNumber, type NumberRead } from './number-answer.ts';

/** What was kept, as far as it is an answer to this question; null where it is none. */
export function guessFor<A extends Asked>(asked: A, kept: Guess | null): A['answer'] | null {
  const fits = (): boolean => {
    if (kept === null) return false;
    switch (asked.kind) {
      case 'number':
        return typeof kept === 'number' && kept >= asked.least && kept <= asked.most;
      case 'choice':
        return typeof kept === 'number' && asked.options[kept] !== undefined;
      case 'curve':
        return Array.isArray(kept) && kept.length === asked.x.values.length;
      case 'place':
        return typeof kept === 'object' && 'row' in kept && onPicture(kept);
    }
  };
  return fits() ? (kept as A['answer']) : null;
}

function onPicture({ row, column, height, width }: Rectangle): boolean {
  const { height: high, width: wide } = network.input;
  const inside = row >= 0 && column >= 0 && row + height <= high && column + width <= wide;
  return [row, column, height, width].every(Number.isInteger) && inside && height > 0 && width > 0;
}

/** What is typed as a guess: a number of the range that is asked for. */
export function readGuess({ unit, least, most }: AskedNumber, typed: string): NumberRead {
  const read = readNumber(typed, unit);
  if (!read.ok || (read.value >= least && read.value <= most)) return read;
  const range = `${numberText(least)} to ${numberText(most, unit)}`;
  return { ok: false, fault: `${numberText(read.value)} is out of reach: guess from ${range}.` };
}

const factorText = (factor: number) => numberText(Number(factor.toPrecision(2)));

/** A guess of a number is near if it is within a factor of the answer; where either is zero or below, only if it is the answer. */
function numberGuessText({ answer, near, unit }: AskedNumber, guess: number): string {
  if (Math.abs(guess - answer) <= 1e-9 * Math.max(1, Math.abs(answer)))
    return 'Exactly what you said.';
  const said = `You said ${numberText(guess, unit)}.`;
  if (!(guess > 0 && answer > 0)) return said;
  const factor = Math.max(guess / answer, answer / guess);
  if (factor <= near) return `${said} That is near.`;
  return guess > answer
    ? `${said} That is ${factorText(factor)} times the answer.`
    : `${said} The answer is ${factorText(factor)} times as much.`;
}

/** Mean distance of a drawn curve from the answer, in the curve's own units. */
const curveDistance = ({ answer }: AskedCurve, guess: readonly number[]): number =>
  answer.reduce((sum, value, index) => sum + Math.abs(value - guess[index]!), 0) / answer.length;

/** Near: within a tenth of the axis. */
function curveGuessText(asked: AskedCurve, guess: readonly number[]): string {
  const { least, most } = asked.y;
  const distance = curveDistance(asked, guess);
  const near = distance <= (most - least) / 10;
  const mean = `On average your curve is ${numberText(Number(distance.toPrecision(2)))} away`;
  return near ? `${mean}: near.` : `${mean}.`;
}

const area = ({ height, width }: Rectangle) => height * width;

/** Pixels that two rectangles share. */
function overlap(one: Rectangle, other: Rectangle): number {
  const along = (from: number, size: number, start: number, length: number) =>
    Math.max(0, Math.min(from + size, start + length) - Math.max(from, start));
  const rows = along(one.row, one.height, other.row, other.height);
  return rows * along(one.column, one.width, other.column, other.width);
}

function placeGuessText({ answer }: AskedPlace, guess: Rectangle): string {
  const common = overlap(answer, guess);
  if (common === area(answer) && common === area(guess)) return 'Exactly the place you chose.';
  if (common === 0) return 'Your rectangle and the answer have no pixel in common.';
  const share = `${Math.round((100 * common) / area(answer))}%`;
  const pixels = `Yours has ${numberText(area(guess))} px, the answer ${numberText(area(answer))} px`;
  return `${pixels}; yours covers ${share} of it.`;
}

/** `rows 3 to 10, columns 5 to 12 (8 × 8 px)`, counted from 0. */
export const placeText = ({ row, column, height, width }: Rectangle): string =>
  `rows ${row} to ${row + height - 1}, columns ${column} to ${column + width - 1} (${height} × ${width} px)`;

/** What a prediction is held against, in a few words. */
export function answerText(asked: Asked): string {
  switch (asked.kind) {
    case 'number':
      return `${numberText(asked.answer, asked.unit)}.`;
    case 'choice':
      return `${plainText(asked.options[asked.answer]!).replace(/[.!?]$/, '')}.`;
    case 'curve':
      return 'The solid line is the answer.';
    case 'place':
      return `${placeText(asked.answer).replace(/^r/, 'R')}.`;
  }
}

/** What the reader said, in a few words. */
export function ownGuessText(asked: Asked, guess: Guess): string {
  switch (asked.kind) {
    case 'number':
      return numberText(guess as number, asked.unit);
    case 'choice':
      return plainText(asked.options[guess as number]!);
    case 'curve':
      return (guess as readonly number[]).map((value) => numberText(value)).join(', ');
    case 'place':
      return placeText(guess as Rectangle);
  }
}

/** One sentence for any kind. */
export function guessText(asked: Asked, guess: Guess): string {
  switch (asked.kind) {
    case 'number':
      return numberGuessText(asked, guess as number);
    case 'choice':
      return guess === asked.answer ? 'Just as you said.' : 'Not the one you chose.';
    case 'curve':
      return curveGuessText(asked, guess as readonly number[]);
    case 'place':
      return placeGuessText(asked, guess as Rectangle);
  }
}
