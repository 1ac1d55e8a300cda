/** A picture as what it is to a computer: three tables of bytes. Which numbers stand where, and their colours; no words. */
import { picture as size } from '../../core/dataset/catalog.ts';
import type { Raster } from '../marks/paint.ts';
import { swatchOf, type Swatch } from '../marks/swatch.ts';
import { valueText } from '../marks/value-text.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Red, green and blue, in the order in which they lie in memory. */
export const channels = ['red', 'green', 'blue'] as const;

/** Bytes as they are stored, or as shares of the largest: what the network is given. */
export type Scale = 'bytes' | 'shares';

/** How a channel is drawn: in its own hue, or as brightness alone. */
export type Ink = 'hue' | 'grey';

const most = 255;

/** The bytes of one pixel, three of them. Throws where the picture has no such pixel or not all of its bytes. */
export function bytesAt(pixels: Uint8Array, { row, column }: Cell): readonly number[] {
  if (pixels.length !== size.bytes)
    throw new Error(`picture: expected ${size.bytes} bytes, got ${pixels.length}`);
  if (!(row >= 0 && row < size.height && column >= 0 && column < size.width))
    throw new Error(
      `picture: expected a row below ${size.height} and a column below ${size.width}, got ${row} and ${column}`,
    );
  const at = (row * size.width + column) * size.channels;
  return Array.from(pixels.subarray(at, at + size.channels));
}

/** `204`, or the same as a share of 255: `0.800`. */
export const numberText = (byte: number, scale: Scale): string =>
  scale === 'bytes' ? String(byte) : valueText(byte / most);

/** The number at the upper end of a scale, as it is written. */
export const endText = (scale: Scale): readonly [string, string] => [
  numberText(0, scale),
  numberText(most, scale),
];

/** The colour that a byte of one channel is drawn in. */
export function swatchFor(channel: number, byte: number, ink: Ink): Swatch {
  if (ink === 'grey') return swatchOf(byte, byte, byte);
  const [red, green, blue] = channels.map((_, i) => (i === channel ? byte : 0));
  return swatchOf(red!, green!, blue!);
}

/** The colour at the upper end of a channel's scale, as CSS. */
export const hueOf = (channel: number): string => swatchFor(channel, most, 'hue').ground;

/** One channel of a picture of `size.bytes` bytes. */
export function channelRaster(pixels: Uint8Array, channel: number, ink: Ink): Raster {
  const { height, width } = size;
  const data = new Uint8ClampedArray(height * width * 4);
  for (let cell = 0; cell < height * width; cell++) {
    const byte = pixels[cell * size.channels + channel]!;
    for (let part = 0; part < size.channels; part++)
      data[cell * 4 + part] = ink === 'grey' || part === channel ? byte : 0;
    data[cell * 4 + 3] = most;
  }
  return { width, height, data };
}

/**
 * The first row and column of a window of `side` pixels with `cell` in its middle; near an edge, of the window that just fits, with the
 * cell beside the middle. An even side has no middle and is refused.
 */
export function windowAt({ row, column }: Cell, side: number): Cell {
  if (!Number.isInteger(side) || side % 2 === 0 || side < 1 || side > size.width)
    throw new Error(`picture: expected a window of an odd side up to ${size.width}, got ${side}`);
  const first = (at: number, length: number) =>
    Math.min(length - side, Math.max(0, at - (side - 1) / 2));
  return { row: first(row, size.height), column: first(column, size.width) };
}

/** The pixels of a window, in reading order. */
export function cellsOf(corner: Cell, side: number): readonly Cell[] {
  return Array.from({ length: side * side }, (_, i) => ({
    row: corner.row + Math.floor(i / side),
    column: corner.column + (i % side),
  }));
}
