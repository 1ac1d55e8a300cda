/**
 * The micro-kernel of a kernel's gradient: a tile of 6 x 8 sums over cells in twelve registers, of which each cell gives all the
 * products of six values with eight others.
 */
import { multiplyAdd } from './arithmetic';

/** Adds two halves of a row of the tile to the sums in memory. */
function add(to: usize, left: v128, right: v128): void {
  v128.store(to, f32x4.add(v128.load(to), left));
  v128.store(to, f32x4.add(v128.load(to, 16), right), 16);
}

/**
 * Adds the tile's sums over `pictures` pictures of `height` rows of `width` cells to six rows at `to`, `row` bytes apart, the first
 * `known` of which have been done already. Gaps are bytes beyond a cell's own: behind each row, and behind each picture.
 */
export function outer(
  input: usize,
  pixel: usize,
  inputRowGap: usize,
  inputGap: usize,
  gradient: usize,
  step: usize,
  gradientGap: usize,
  pictures: i32,
  height: i32,
  width: i32,
  to: usize,
  row: usize,
  known: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let c40 = c00;
  let c41 = c00;
  let c50 = c00;
  let c51 = c00;
  for (; pictures > 0; pictures--) {
    for (let down = height; down > 0; down--) {
      let left = width;
      do {
        const b0 = v128.load(gradient);
        const b1 = v128.load(gradient, 16);
        let a = v128.load32_splat(input);
        c00 = multiplyAdd(a, b0, c00);
        c01 = multiplyAdd(a, b1, c01);
        a = v128.load32_splat(input, 4);
        c10 = multiplyAdd(a, b0, c10);
        c11 = multiplyAdd(a, b1, c11);
        a = v128.load32_splat(input, 8);
        c20 = multiplyAdd(a, b0, c20);
        c21 = multiplyAdd(a, b1, c21);
        a = v128.load32_splat(input, 12);
        c30 = multiplyAdd(a, b0, c30);
        c31 = multiplyAdd(a, b1, c31);
        a = v128.load32_splat(input, 16);
        c40 = multiplyAdd(a, b0, c40);
        c41 = multiplyAdd(a, b1, c41);
        a = v128.load32_splat(input, 20);
        c50 = multiplyAdd(a, b0, c50);
        c51 = multiplyAdd(a, b1, c51);
        input += pixel;
        gradient += step;
      } while (--left);
      input += inputRowGap;
    }
    input += inputGap;
    gradient += gradientGap;
  }
  if (known < 1) add(to, c00, c01);
  if (known < 2) add(to + row, c10, c11);
  if (known < 3) add(to + 2 * row, c20, c21);
  if (known < 4) add(to + 3 * row, c30, c31);
  add(to + 4 * row, c40, c41);
  add(to + 5 * row, c50, c51);
}
