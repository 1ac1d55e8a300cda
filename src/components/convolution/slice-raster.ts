/** One slice of a filter as a raster of 3 x 3, on one scale for the whole filter: orange above zero, purple below. */
import { domainOf, paletteOf } from '../marks/colour.ts';
import type { Raster } from '../marks/paint.ts';

/** `values` are 3 x 3 x 3 weights in row, column, channel order. */
export function sliceRaster(values: Float64Array, channel: number): Raster {
  const side = 3;
  const [low, high] = domainOf('weights', Math.min(...values), Math.max(...values));
  const colours = paletteOf('weights');
  const data = new Uint8ClampedArray(side * side * 4);
  for (let place = 0; place < side * side; place++) {
    const share = (values[place * 3 + channel]! - low) / (high - low);
    const index = Math.round(share * 255) * 4;
    data.set(colours.subarray(index, index + 4), place * 4);
  }
  return { width: side, height: side, data };
}
