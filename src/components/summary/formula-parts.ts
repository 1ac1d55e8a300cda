/** A layer's parameter count cut into its numbers and the signs between them, each number with what it counts. Words only. */
import type { LayerRow } from '../../core/network/describe.ts';

/** Which of the colours a number has; the signs, the ones that nothing varies and the result have none. */
export type Role = 'kernel' | 'input' | 'output' | 'plain';

export interface FormulaPart {
  readonly text: string;
  readonly role: Role;
  /** What the number counts; null for signs and the result. */
  readonly meaning: string | null;
}

function roleOf(meaning: string): Role {
  if (/kernel|gamma|moving/.test(meaning)) return 'kernel';
  if (/coming in/.test(meaning)) return 'input';
  return /bias/.test(meaning) ? 'plain' : 'output';
}

/**
 * The parts of `(3 · 3 · 3 + 1) · 32 = 896` in order; their texts joined give the formula.
 *
 * @throws where the formula does not name its terms in order.
 */
export function formulaParts({ id, parameters }: Pick<LayerRow, 'id' | 'parameters'>) {
  const { formula, terms } = parameters;
  if (terms.length === 0) return [];
  const [sum, result] = formula.split(' = ') as [string, string];
  let next = 0;
  const parts = sum.split(/(\d+)/).filter((text) => text !== '');
  const named = parts.map((text): FormulaPart => {
    if (!/^\d+$/.test(text)) return { text, role: 'plain', meaning: null };
    const term = terms[next++];
    if (String(term?.value) !== text)
      throw new Error(`formula of ${id}: expected ${term?.value} in its place, got ${text}`);
    return { text, role: roleOf(term!.meaning), meaning: term!.meaning };
  });
  return [...named, { text: ` = ${result}`, role: 'plain', meaning: null } as const];
}

/** `3 rows of the kernel, 3 columns of the kernel, …` */
export const meaningText = ({ parameters }: Pick<LayerRow, 'parameters'>): string =>
  parameters.terms.map(({ value, meaning }) => `${value} ${meaning}`).join(', ');
