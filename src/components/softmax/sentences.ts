/** How scores, powers and shares are written, and what is said of them. Sentences only. */
import { classMarks } from '../marks/classes.ts';
import { percentText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import type { Term } from './scores.ts';

/** Whose scores are on show. */
export type Origin = 'picture' | 'noise' | 'grey' | 'equal' | 'own';

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const exponentText = (exponent: number): string =>
  `${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => raised[Number(digit)]).join('')}`;

/** A power of e: three decimals as other values have, and powers of ten where these would not do: `3.04 × 10⁻⁵`. */
export function powerText(power: number): string {
  if (power === 0 || (power >= 0.01 && power < 99_999.9995))
    return power.toLocaleString('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  if (!Number.isFinite(power)) return valueText(power);
  const [digits, exponent] = power.toExponential(2).split('e') as [string, string];
  return `${digits} × 10${exponentText(Number(exponent))}`;
}

/** One share with its numbers plugged in: `e^2.341 = 10.392; 10.392 ÷ 12.340 = 84.2%`. */
export const termWords = ({ label, score, power, share }: Term, sum: number): string =>
  `${classMarks[label]!.name}: e^${valueText(score)} = ${powerText(power)}; ${powerText(power)} ÷ ${powerText(sum)} = ${percentText(share)}.`;

/** What the scores are of, to stand before what comes of them. */
export function originWords(origin: Origin, picture: number): string {
  switch (origin) {
    case 'picture':
      return `Scores that the network gives to test picture ${picture + 1}`;
    case 'noise':
      return 'Scores that the network gives to noise, which shows nothing';
    case 'grey':
      return 'Scores that the network gives to an even grey';
    case 'equal':
      return 'Three equal scores';
    case 'own':
      return 'Scores set by you';
  }
}

/** What the amount added to all scores does to the shares. */
export const addedWords = (added: number): string =>
  added === 0
    ? 'Nothing is added to the scores.'
    : `${valueText(added)} is added to all three: every power is multiplied by e^${valueText(added)} = ${powerText(Math.exp(added))}, the sum too, and the shares stay what they were.`;
