/**
 * The gradient of convolution a's kernel: a tile of 6 kernel values by 8 filters is the sum over all cells of an input value
 * times the gradient of a map's value, a dense product in twelve registers.
 */
import { multiplyAdd } from './arithmetic';
import { Block } from './block';

/** Adds two halves of a row of the tile to the kernel. */
function add(to: usize, left: v128, right: v128): void {
  v128.store(to, f32x4.add(v128.load(to), left));
  v128.store(to, f32x4.add(v128.load(to, 16), right), 16);
}

/**
 * Adds the tile's sums over `pictures` pictures to six rows of the kernel at `to`, `row` bytes apart, the first `known` of
 * which have been done already.
 */
function outer(
  block: Block,
  input: usize,
  gradient: usize,
  pictures: i32,
  to: usize,
  row: usize,
  known: i32,
): void {
  const height = block.height;
  const width = block.width;
  const pixel = (<usize>block.inputs) << 2;
  const border = <usize>2 * pixel;
  const inputGap = block.inputImage - <usize>(height * (width + 2)) * pixel;
  const step = (<usize>block.filters) << 2;
  const gradientGap = block.mapsImage - <usize>(height * width) * step;
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
      input += border;
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

/** Adds to `kernelA` what pictures `first` to `end` give, `together` pictures to a sum in registers. */
export function kernelGradientA(block: Block, first: i32, end: i32, together: i32): void {
  const inputs = block.inputs;
  const filters = block.filters;
  const rowBytes = (<usize>((block.width + 2) * inputs)) << 2;
  const step = (<usize>filters) << 2;
  const run = 3 * inputs;
  for (let picture = first; picture < end; picture += together) {
    const pictures = min(together, end - picture);
    const input = block.input + <usize>picture * block.inputImage;
    const maps = block.maps + <usize>picture * block.mapsImage;
    for (let panel = 0; panel < filters; panel += 8)
      for (let row = 0; row < 3; row++)
        for (let from = 0; from < run; from += 6) {
          // The last tile of a run that six does not divide overlaps the one before it.
          const start = min(from, run - 6);
          outer(
            block,
            input + <usize>row * rowBytes + ((<usize>start) << 2),
            maps + ((<usize>panel) << 2),
            pictures,
            block.kernelA + <usize>(row * run + start) * step + ((<usize>panel) << 2),
            step,
            from - start,
          );
        }
  }
}
