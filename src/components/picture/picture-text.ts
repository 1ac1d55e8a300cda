/** The words of the figure that shows a picture as numbers, and its sentence about one pixel. */
import { counts, picture as size } from '../../core/dataset/catalog.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { countText } from '../marks/format.ts';
import { channels, numberText, type Cell } from './pixel.ts';

export const pictureText: FigureText = {
  name: 'picture',
  title: 'A picture is three tables of numbers',
  purpose:
    'Shows the chosen picture as a computer has it: for each pixel one number of red, one of green and one of blue.',
  howToRead:
    'Point at a pixel of the picture, or of one of its three channels, or move with the arrow keys. Below each channel stand the numbers at that place and around it, each on the colour that it stands for. Numbers can be read as bytes, from 0 for no light to 255 for all of it, or as shares of 255, from 0 to 1: that is how the network gets them. Enter or a press holds the pixel, Escape lets it go.',
  takeaway: `To a computer a small colour picture is ${size.height} × ${size.width} × ${size.channels} = ${countText(size.bytes)} numbers and nothing else. What we call an airplane, a car or a bird is a pattern in them.`,
};

/** What a pixel holds: the same by mouse, keyboard and touch. `bytes` are its three. */
export function pixelWords({ row, column }: Cell, bytes: readonly number[]): string {
  const named = (scale: 'bytes' | 'shares') =>
    channels.map((name, i) => `${name} ${numberText(bytes[i]!, scale)}`).join(', ');
  return `Pixel at row ${row + 1}, column ${column + 1}: ${named('bytes')}. Divided by 255: ${named('shares')}.`;
}

/** `test picture 1,204 of 3,000`. */
export const placeWords = (picture: number): string =>
  `test picture ${countText(picture + 1)} of ${countText(counts.validation)}`;
