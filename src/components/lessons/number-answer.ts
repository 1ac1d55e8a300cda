/** Numbers as readers type them into an answer: with commas, blanks, a unit behind. What is right is decided elsewhere. */
import { numberFrom } from '../training/number-entry.ts';

export type NumberRead =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly fault: string };

/** The ways in which a unit is written out. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  px: ['px', 'pixel', 'pixels'],
  ch: ['ch', 'channel', 'channels'],
  '%': ['%', 'percent', 'per cent'],
};

const spellingsOf = (unit: string): readonly string[] => [
  unit.toLowerCase(),
  ...(spellings[unit] ?? []),
];

const clipped = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** `1,024`, `1 024` and `1_024` are 1024; `0,5` is one half; a real minus is a minus. NaN where it is no number. */
function valueOf(text: string): number {
  const plain = text.replace('−', '-');
  const groups = /^[+-]?[1-9]\d{0,2}([,\s'_])\d{3}(\1\d{3})*(\.\d+)?$/u;
  if (groups.test(plain)) return numberFrom(plain.replace(/[,\s'_]/gu, ''));
  const [above, below, more] = plain.split('/').map((part) => part.trim());
  if (below !== undefined && more === undefined) return numberFrom(above!) / numberFrom(below);
  return numberFrom(/^[+-]?\d*,\d+$/.test(plain) ? plain.replace(',', '.') : plain);
}

/** @param unit what the question asks in; empty for a bare number. A number without a unit is taken to be in it. */
export function readNumber(typed: string, unit: string): NumberRead {
  const text = typed.trim();
  if (text === '') return { ok: false, fault: 'Nothing is typed yet: type a number, such as 12.' };
  const [, number, word] = /^(.*?[\d.])\s*([^\d\s.,]*(?:\s\p{L}+)?)$/u.exec(
    text.replace(/^(~|≈|about )\s*/, ''),
  ) ?? ['', text, ''];
  const value = valueOf(number!);
  if (!Number.isFinite(value))
    return {
      ok: false,
      fault: `“${clipped(text)}” is not a number that can be read here: type one such as 12 or 0.5.`,
    };
  const said = word!.toLowerCase();
  if (said === '' || spellingsOf(unit).includes(said)) return { ok: true, value };
  const wanted = unit === '' ? 'a bare number is asked for' : `the answer is asked for in ${unit}`;
  return {
    ok: false,
    fault: `“${clipped(word!)}” does not fit: ${wanted}. Nothing was counted; type it again.`,
  };
}

/** A number as lessons write it, with its unit: `1,024 px`, `0.333`, `88.3%`. Six significant digits at most. */
export function numberText(value: number, unit = ''): string {
  const digits = Math.abs(value) >= 1e6 ? 0 : 6;
  const text = digits
    ? Number(value.toPrecision(digits)).toLocaleString('en', { maximumFractionDigits: 6 })
    : Math.round(value).toLocaleString('en');
  const said = text.replace('-', '−');
  return unit === '' ? said : unit === '%' ? `${said}%` : `${said} ${unit}`;
}
