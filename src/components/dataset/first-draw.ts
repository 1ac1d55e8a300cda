/** The sheet that is shown first: test pictures from the first file, which is all that the build reads and the page has at once. */
import { drawPictures } from '../../core/dataset/browse.ts';
import type { DataManifest } from '../../core/dataset/catalog.ts';
import { partOfDraw, seed, together, type Part, type Query } from './sheet.ts';

export const firstQuery: Query = { split: 'validation', label: null, draw: 0 };

/** Its places, and the part that they are from; `labelAt` gives the class of a validation picture. */
export function firstDraw(
  manifest: DataManifest,
  labelAt: (place: number) => number,
): { readonly places: readonly number[]; readonly part: Part } {
  const { split, label, draw } = firstQuery;
  const part = partOfDraw(manifest, split, draw);
  const labels = Array.from({ length: part.among }, (_, i) => labelAt(part.first + i));
  const drawn = drawPictures(labels, { label, draw, seed, count: together });
  return { places: Array.from(drawn, (place) => part.first + place), part };
}
