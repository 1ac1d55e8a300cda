/** Numbers as readers type them and as a range is told to them. What is allowed is decided elsewhere. */
import { countText } from '../marks/format.ts';

/** The number that `text` is, blanks around it aside; NaN where it is none. An empty field is none, though JavaScript would say 0. */
export const numberFrom = (text: string): number =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;

/** `0.000001 to 1,000`. */
export const rangeText = ({ least, most }: { readonly least: number; readonly most: number }) =>
  `${least} to ${countText(most)}`;

const mostShown = 20;

/** The fault with what was really typed in the place of `NaN`, clipped. */
export function faultAsTyped(fault: string, text: string): string {
  const typed = text.trim();
  if (typed === '') return fault.replace('got NaN', 'got nothing');
  const shown = typed.length > mostShown ? `${typed.slice(0, mostShown)}…` : typed;
  return fault.replace('got NaN', () => `got “${shown}”`);
}
