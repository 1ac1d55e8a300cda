/** Where in the inspector a number of a formula lives: plain names, for marking that place. */
import type { FormulaPart } from '../summary/formula-parts.ts';

export type TermPlace = 'kernel' | 'input' | 'bias' | 'output';

/** The place of a part that has a meaning. */
export const placeOfTerm = ({ role }: Pick<FormulaPart, 'role'>): TermPlace =>
  role === 'plain' ? 'bias' : role;
