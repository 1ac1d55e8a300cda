/** Pictures made ready for the small networks: moved sideways, made grey, made small. Bytes in, numbers about 0 out. */
import { picture } from '../dataset/catalog.ts';

/**
 * A picture moved by `by` pixels to the right, below 0 to the left. What moves out is lost; the free columns repeat the column at the
 * edge, so that no bar of one colour tells of the shift.
 */
export function shifted(pixels: Uint8Array, by: number): Uint8Array {
  const { width, channels, bytes } = picture;
  if (pixels.length % bytes !== 0)
    throw new Error(`shift: expected whole pictures of ${bytes} bytes, got ${pixels.length}`);
  const out = new Uint8Array(pixels.length);
  for (let row = 0; row < pixels.length / (width * channels); row++)
    for (let column = 0; column < width; column++) {
      const from = Math.min(width - 1, Math.max(0, column - by));
      const at = (row * width + from) * channels;
      out.set(pixels.subarray(at, at + channels), (row * width + column) * channels);
    }
  return out;
}

/** How much each colour counts in grey: luma of ITU-R BT.601. */
const luma = [0.299, 0.587, 0.114] as const;

/**
 * Grey pictures of `side` x `side` pixels, each the mean of a square of the original's, as numbers from -0.5 (black) to 0.5 (white).
 * `side` must divide 32.
 */
export function smallPictures(pixels: Uint8Array, side: number): Float64Array {
  const { height, width, channels, bytes } = picture;
  const block = width / side;
  if (!Number.isInteger(block))
    throw new Error(`small picture: expected a side that divides ${width}, got ${side}`);
  const count = pixels.length / bytes;
  const out = new Float64Array(count * side * side).fill(-0.5);
  for (let n = 0; n < count; n++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const from = n * bytes + (y * width + x) * channels;
        const to = (n * side + Math.floor(y / block)) * side + Math.floor(x / block);
        for (let c = 0; c < channels; c++)
          out[to]! += (luma[c]! * pixels[from + c]!) / (255 * block * block);
      }
  return out;
}
