/**
 * Lists of the values of convolution b that have a gradient at all. Of each pooling window one value won; dropout let half of
 * those through, ReLU fewer: at least seven of eight gradients are zero, and the sums of the way back need only the others.
 */
import { Block } from './block';

/** An entry: where to read (bytes, signed), and the gradient there (a float). */
export const entryBytes: usize = 8;

/** Places of the lit bytes among 16. */
function lit(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.ne(bytes, i8x16.splat(0)));
}

/**
 * For each filter, the list of its winners in pictures `first` to `end`: the place of the winner's patch from `maps` on, and
 * the gradient. Filter f's list starts at f * cells * pictures entries, its length stands in mark f. Adds up the bias's gradient.
 */
export function listByFilter(block: Block, first: i32, end: i32, scale: f32): void {
  const filters = block.filters;
  const pooledHeight = block.pooledHeight;
  const pooledWidth = block.pooledWidth;
  const pixel = (<usize>filters) << 2;
  const rowBytes = <usize>block.width * pixel;
  const cells = pooledHeight * pooledWidth;
  const room = <usize>(cells * (end - first)) * entryBytes;
  memory.fill(block.marks, 0, (<usize>filters) << 2);
  let mask = block.mask + <usize>(first * cells * filters);
  let gradient = block.gradient + ((<usize>(first * cells * filters)) << 2);
  for (let picture = first; picture < end; picture++)
    for (let row = 0; row < pooledHeight; row++)
      for (let column = 0; column < pooledWidth; column++) {
        const corner =
          <usize>picture * block.mapsImage +
          <usize>(2 * row) * rowBytes +
          <usize>(2 * column) * pixel;
        for (let from = 0; from < filters; from += 16) {
          let bits = lit(v128.load(mask));
          while (bits) {
            const lane = ctz(bits);
            bits &= bits - 1;
            const winner = <usize>load<u8>(mask + lane) - 1;
            const value = load<f32>(gradient + ((<usize>lane) << 2)) * scale;
            const filter = <usize>(from + lane);
            const mark = block.marks + (filter << 2);
            const length = load<u32>(mark);
            const entry = block.list + filter * room + <usize>length * entryBytes;
            store<u32>(entry, <u32>(corner + (winner >> 1) * rowBytes + (winner & 1) * pixel));
            store<f32>(entry, value, 4);
            store<u32>(mark, length + 1);
            const bias = block.gradientBiasB + (filter << 2);
            store<f32>(bias, load<f32>(bias) + value);
          }
          mask += 16;
          gradient += 64;
        }
      }
}

/**
 * For one picture, the winners of each row of convolution b in the order of their columns: for a winner of filter f in column c
 * the offset f * filters - c * filters^2 floats into a row of `spread` (see `spread-gradient.ts`), and the gradient. Mark number
 * row * (columns + 1) + column is the entry with which that column's winners start; rows start where the one before ends.
 */
export function listByRow(block: Block, picture: i32, scale: f32): void {
  const filters = block.filters;
  const pooledHeight = block.pooledHeight;
  const pooledWidth = block.pooledWidth;
  const cells = pooledHeight * pooledWidth;
  const masks = block.mask + <usize>(picture * cells * filters);
  const gradients = block.gradient + ((<usize>(picture * cells * filters)) << 2);
  let mark = block.marks;
  let entry = block.list;
  for (let row = 0; row < 2 * pooledHeight; row++) {
    for (let column = 0; column < 2 * pooledWidth; column++) {
      store<usize>(mark, entry);
      mark += sizeof<usize>();
      const cell = <usize>(((row >> 1) * pooledWidth + (column >> 1)) * filters);
      const place = i8x16.splat(<i8>(1 + 2 * (row & 1) + (column & 1)));
      const shift = -column * filters * filters;
      for (let from = 0; from < filters; from += 16) {
        let bits = i8x16.bitmask(i8x16.eq(v128.load(masks + cell + <usize>from), place));
        const values = gradients + ((cell + <usize>from) << 2);
        while (bits) {
          const lane = ctz(bits);
          bits &= bits - 1;
          store<i32>(entry, (shift + (from + lane) * filters) << 2);
          store<f32>(entry, load<f32>(values + ((<usize>lane) << 2)) * scale, 4);
          entry += entryBytes;
        }
      }
    }
    store<usize>(mark, entry);
    mark += sizeof<usize>();
  }
}
