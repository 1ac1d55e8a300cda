/** The words of the data browser, and what it says of averages. */
import { classes, counts, picture } from '../../core/dataset/catalog.ts';
import { meanColour, type MeanPictures } from '../../core/dataset/mean-picture.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { countText } from '../marks/format.ts';

const each = {
  training: counts.training / classes.length,
  test: counts.validation / classes.length,
};

export const datasetText: FigureText = {
  name: 'dataset',
  title: 'The pictures that the network learns from',
  purpose:
    'A browser of the data: examples by chance, the average picture of each class, and the pictures that the network gets wrong while it is sure.',
  howToRead:
    'Point at a picture, or move with the arrow keys, to see it large with its class. Press a test picture to follow it through every figure of this site. Averages adds all pictures of a class up, pixel by pixel, and divides by their number. Hard ones asks the network on view about all test pictures and shows those that it names wrongly, the surest first.',
  takeaway: `There are ${countText(counts.training)} pictures to learn from, ${countText(each.training)} of each class, and ${countText(counts.validation)} others to test on, ${countText(each.test)} of each. They differ so much that the average of a whole class is little more than a blur.`,
};

/** The averages that a page brings along: over the first file of the training pictures, as an image, with their numbers. */
export interface BuiltAverages {
  /** URL of the three side by side. */
  readonly still: string;
  readonly counts: readonly number[];
  /** Mean red, green and blue of each class. */
  readonly colours: readonly (readonly [number, number, number])[];
}

/** A mean byte, with one decimal. */
export const meanText = (value: number): string => value.toFixed(1);

/** `red 131.2, green 140.0, blue 155.1`. */
const colourText = ([red, green, blue]: readonly [number, number, number]): string =>
  `red ${meanText(red)}, green ${meanText(green)}, blue ${meanText(blue)}`;

/** One pixel of the average picture of a class. */
export function averageText(
  { counts: pictures, means }: MeanPictures,
  label: number,
  cell: { readonly row: number; readonly column: number },
): string {
  const at = (cell.row * picture.width + cell.column) * picture.channels;
  const colour = meanColour(means[label]!.subarray(at, at + picture.channels));
  return `Average of ${countText(pictures[label]!)} ${classes[label]!.plural}, row ${cell.row + 1}, column ${cell.column + 1}: ${colourText(colour)}, each from 0 to 255.`;
}

/** Which pictures went into the averages. */
export function averagesText(pictures: readonly number[]): string {
  const sum = pictures.reduce((all, count) => all + count, 0);
  const each = classes.map(({ plural }, i) => `${countText(pictures[i]!)} ${plural}`).join(', ');
  return sum >= counts.training
    ? `Averages over all ${countText(sum)} training pictures: ${each}.`
    : `Averages over the first ${countText(sum)} of ${countText(counts.training)} training pictures: ${each}.`;
}
