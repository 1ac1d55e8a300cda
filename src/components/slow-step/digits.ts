/** How the numbers of one step are written: more digits than elsewhere, for a step of a thousandth is what is to be seen. */
import { valueText } from '../marks/value-text.ts';

const raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** A whole number as an exponent: `⁻⁵`. */
export const superscript = (exponent: number): string =>
  `${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => raised[Number(digit)]).join('')}`;

/** A weight with six decimals: `−0.123457`. */
export function weightDigits(value: number): string {
  if (!Number.isFinite(value)) return valueText(value);
  const text = value.toFixed(6);
  return text === '-0.000000' ? '0.000000' : text.replace('-', '−');
}

/** Five significant digits, small ones by a power of ten: `0.074123`, `−2.1340 × 10⁻⁵`; a plain `0`. */
export function fiveDigits(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return valueText(value);
  const [mantissa, exponent] = value.toExponential(4).split('e') as [string, string];
  const plain = Math.abs(Number(exponent)) <= 3;
  const text = plain ? value.toPrecision(5) : `${mantissa} × 10${superscript(Number(exponent))}`;
  return text.replace(/^-/, '−');
}

/** In parentheses where it would read like a subtraction. */
export const guarded = (text: string): string => (/^−|×/.test(text) ? `(${text})` : text);
