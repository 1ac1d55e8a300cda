/** One colour of a picture as a raster, from black to that colour. Pure. */
import type { Shape } from '../../core/network/spec.ts';
import type { Raster } from '../marks/paint.ts';

/** `pixels` are red, green, blue bytes; `part` 0 is red, 1 green, 2 blue. */
export function paintColour(
  pixels: Uint8Array,
  { height, width, channels }: Shape,
  part: number,
): Raster {
  const data = new Uint8ClampedArray(height * width * 4);
  for (let cell = 0; cell < height * width; cell++) {
    data[cell * 4 + part] = pixels[cell * channels + part]!;
    data[cell * 4 + 3] = 255;
  }
  return { width, height, data };
}
