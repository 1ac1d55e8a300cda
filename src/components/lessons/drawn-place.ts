/** A rectangle that a reader lays on the picture: what a stroke, a tap or a slider makes of it. Always whole pixels, always on the picture. */
import { network } from '../../core/network/network.ts';
import type { Rectangle } from '../../session/notebook.ts';

const { height: high, width: wide } = network.input;

/** Side of the rectangle that a first tap lays. */
const firstSide = 8;

export const firstPlace: Rectangle = {
  row: (high - firstSide) / 2,
  column: (wide - firstSide) / 2,
  height: firstSide,
  width: firstSide,
};

export interface Pixel {
  readonly row: number;
  readonly column: number;
}

const clamp = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, Math.round(value)));

export const pixelAt = (row: number, column: number): Pixel => ({
  row: clamp(row, 0, high - 1),
  column: clamp(column, 0, wide - 1),
});

/** From one pixel to another, both included. */
export function spanned(from: Pixel, to: Pixel): Rectangle {
  const [row, column] = [Math.min(from.row, to.row), Math.min(from.column, to.column)];
  return {
    row,
    column,
    height: Math.abs(from.row - to.row) + 1,
    width: Math.abs(from.column - to.column) + 1,
  };
}

/** The same size around a pixel, as far as the picture allows. */
export const centred = ({ height, width }: Rectangle, { row, column }: Pixel): Rectangle => ({
  row: clamp(row - Math.floor(height / 2), 0, high - height),
  column: clamp(column - Math.floor(width / 2), 0, wide - width),
  height,
  width,
});

/** With another edge or size; what would leave the picture is held at its rim, and a size has the edge give way. */
export function changed(place: Rectangle, part: Partial<Rectangle>): Rectangle {
  const height = clamp(part.height ?? place.height, 1, high);
  const width = clamp(part.width ?? place.width, 1, wide);
  return {
    row: clamp(part.row ?? place.row, 0, high - height),
    column: clamp(part.column ?? place.column, 0, wide - width),
    height,
    width,
  };
}
