/** How each class looks: a hue (a token), a glyph and a word, never a hue alone. */
import { classes } from '../../core/dataset/catalog.ts';

export interface ClassMark {
  readonly label: number;
  readonly name: string;
  /** A CSS colour, by token. */
  readonly colour: string;
  /** Path in a box of 12 x 12. */
  readonly glyph: string;
}

const glyphs = [
  'M6 1 L11.5 11 L6 8.4 L0.5 11 Z',
  'M1 3 H11 V9.5 H1 Z',
  'M6 1 A5 5 0 1 1 6 11 A5 5 0 1 1 6 1 Z',
];
const colours = ['var(--airplane)', 'var(--car)', 'var(--bird)'];

export const classMarks: readonly ClassMark[] = classes.map(({ label, name }) => ({
  label,
  name,
  colour: colours[label]!,
  glyph: glyphs[label]!,
}));
