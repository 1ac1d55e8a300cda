/**
 * From the fine canvas to the picture's bytes: halved in size, softened, and given the light, tint and grain of a small
 * photograph.
 */
import { picture } from '../catalog.ts';
import { cells, type Canvas } from './canvas.ts';
import type { Chance } from './chance.ts';

const { width, height, channels } = picture;

/** Mean of each 2 x 2 cells. */
function halved(canvas: Canvas): Float32Array {
  const small = new Float32Array(picture.bytes);
  const { data } = canvas;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < channels; channel++) {
        const at = (2 * row * cells + 2 * column) * channels + channel;
        const below = at + cells * channels;
        small[(row * width + column) * channels + channel] =
          (data[at]! + data[at + channels]! + data[below]! + data[below + channels]!) / 4;
      }
  return small;
}

/** Three-tap blur along rows, then columns: each pixel keeps 1 - 2 `share`, its two neighbours give `share` each. */
function softened(from: Float32Array, share: number): Float32Array {
  const pass = (
    source: Float32Array,
    step: number,
    length: number,
    of: (index: number) => number,
  ): Float32Array => {
    const into = new Float32Array(source.length);
    for (let i = 0; i < source.length; i++) {
      const place = of(i);
      const before = source[place > 0 ? i - step : i]!;
      const after = source[place < length - 1 ? i + step : i]!;
      into[i] = source[i]! * (1 - 2 * share) + (before + after) * share;
    }
    return into;
  };
  const rows = pass(from, channels, width, (i) => Math.floor(i / channels) % width);
  return pass(rows, width * channels, height, (i) => Math.floor(i / (width * channels)));
}

/** Writes the finished picture, row, column, channel order, to `into` at `offset`. */
export function finish(canvas: Canvas, chance: Chance, into: Uint8Array, offset: number): void {
  const soft = softened(halved(canvas), chance.between(0, 0.2));
  const contrast = chance.between(0.75, 1.15);
  const light = chance.about(0.07);
  const tint = [chance.about(0.03), chance.about(0.015), chance.about(0.035)] as const;
  const grain = chance.between(0, 0.024);
  for (let pixel = 0; pixel < width * height; pixel++) {
    // One draw for the brightness of a pixel and a weaker one for each colour, as in a photograph.
    const speck = chance.about(grain);
    for (let channel = 0; channel < channels; channel++) {
      const at = pixel * channels + channel;
      const level = (soft[at]! - 0.5) * contrast + 0.5 + light + tint[channel]! + speck;
      into[offset + at] = Math.round(255 * Math.min(1, Math.max(0, level)));
    }
  }
}
