/** What the kernel moves over: a signal, and the chosen picture whole or in part, as numbers from 0 to 1. */
import { picture } from '../../core/dataset/catalog.ts';

/**
 * A signal in which a kernel finds something to say: level, a step up, a spike, a ramp down, a ripple. Eight samples a line.
 */
export const signal: Float64Array = Float64Array.of(
  ...[0.2, 0.2, 0.2, 0.2, 0.7, 0.7, 0.7, 0.7],
  ...[0.7, 1, 0.7, 0.7, 0.7, 0.6, 0.5, 0.4],
  ...[0.3, 0.2, 0.2, 0.4, 0.1, 0.4, 0.1, 0.2],
);

/** Side lengths of the part of the picture, in pixels: all of it, one whose numbers can be read, and one almost too small. */
export const sides = [picture.width, 12, 4] as const;

/** Where a part begins, in rows and columns of the picture. */
export interface Corner {
  readonly row: number;
  readonly column: number;
}

const brightness = (pixels: Uint8Array, row: number, column: number): number => {
  const at = (row * picture.width + column) * picture.channels;
  return 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
};

/** Corner of the part of `side` pixels in which brightness varies most, the first of equals: there is something to see. */
export function liveliestPart(pixels: Uint8Array, side: number): Corner {
  const room = picture.width - side;
  let best = { row: 0, column: 0 };
  let most = -1;
  for (let row = 0; row <= room; row++)
    for (let column = 0; column <= room; column++) {
      let [sum, squares] = [0, 0];
      for (let i = 0; i < side; i++)
        for (let j = 0; j < side; j++) {
          const value = brightness(pixels, row + i, column + j);
          sum += value;
          squares += value * value;
        }
      const variance = squares - (sum * sum) / (side * side);
      if (variance > most) [most, best] = [variance, { row, column }];
    }
  return best;
}

/** A part of a picture of `picture.bytes` bytes, `side * side * 3` values from 0 to 1 in row, column, channel order. */
export function colourPart(pixels: Uint8Array, side: number, from: Corner): Float64Array {
  const { width, channels } = picture;
  const values = new Float64Array(side * side * channels);
  for (let row = 0; row < side; row++)
    for (let i = 0; i < side * channels; i++)
      values[row * side * channels + i] =
        pixels[((row + from.row) * width + from.column) * channels + i]! / 255;
  return values;
}

/** The same in grey, `side * side` values: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601, what eyes take for brightness). */
export function greyPart(pixels: Uint8Array, side: number, from: Corner): Float64Array {
  const colour = colourPart(pixels, side, from);
  return Float64Array.from(
    { length: side * side },
    (_, i) => 0.299 * colour[i * 3]! + 0.587 * colour[i * 3 + 1]! + 0.114 * colour[i * 3 + 2]!,
  );
}
