/** The two hues of edges: those of signed maps, so that red adds and blue takes away everywhere. */
import { swatchOn } from '../marks/swatch.ts';

/** A CSS colour that stands out on paper, light or dark. */
export const signColour = (amount: number): string =>
  swatchOn('signed', amount < 0 ? -0.72 : 0.72, -1, 1).ground;
