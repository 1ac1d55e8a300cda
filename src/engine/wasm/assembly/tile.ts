/**
 * The micro-kernel of the dense convolutions: 6 rows by 8 filters in twelve registers, with two for weights and one for a
 * value of the input; x86 has sixteen. A row is one place of one picture, or one tile of `winograd.ts`: six at a time share every
 * weight loaded.
 */
import { multiplyAdd } from './arithmetic';

/** Pictures or tiles taken together. */
export const rows: i32 = 6;
/** Filters of a panel. */
export const columns: i32 = 8;
/** Bytes of a result: 6 x 8 floats. */
export const tileBytes: usize = 192;

/**
 * result[i][j] = sum over k of input[i][k] * panel[k][j] for `length` values that lie next to each other, or += where not `fresh`.
 * The rows lie `image` bytes apart; those past `live` repeat the last living one.
 */
export function stretch(
  input: usize,
  image: usize,
  live: i32,
  length: i32,
  panel: usize,
  result: usize,
  fresh: bool,
): void {
  let a0 = input;
  let a1 = live > 1 ? a0 + image : a0;
  let a2 = live > 2 ? a1 + image : a1;
  let a3 = live > 3 ? a2 + image : a2;
  let a4 = live > 4 ? a3 + image : a3;
  let a5 = live > 5 ? a4 + image : a4;
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
  do {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    let a = v128.load32_splat(a0);
    c00 = multiplyAdd(a, b0, c00);
    c01 = multiplyAdd(a, b1, c01);
    a = v128.load32_splat(a1);
    c10 = multiplyAdd(a, b0, c10);
    c11 = multiplyAdd(a, b1, c11);
    a = v128.load32_splat(a2);
    c20 = multiplyAdd(a, b0, c20);
    c21 = multiplyAdd(a, b1, c21);
    a = v128.load32_splat(a3);
    c30 = multiplyAdd(a, b0, c30);
    c31 = multiplyAdd(a, b1, c31);
    a = v128.load32_splat(a4);
    c40 = multiplyAdd(a, b0, c40);
    c41 = multiplyAdd(a, b1, c41);
    a = v128.load32_splat(a5);
    c50 = multiplyAdd(a, b0, c50);
    c51 = multiplyAdd(a, b1, c51);
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    a4 += 4;
    a5 += 4;
    panel += 32;
  } while (--length);
  put(result, c00, fresh);
  put(result + 16, c01, fresh);
  put(result + 32, c10, fresh);
  put(result + 48, c11, fresh);
  put(result + 64, c20, fresh);
  put(result + 80, c21, fresh);
  put(result + 96, c30, fresh);
  put(result + 112, c31, fresh);
  put(result + 128, c40, fresh);
  put(result + 144, c41, fresh);
  put(result + 160, c50, fresh);
  put(result + 176, c51, fresh);
}

/** Four floats into memory, or added to those there. */
function put(to: usize, lanes: v128, fresh: bool): void {
  v128.store(to, fresh ? lanes : f32x4.add(v128.load(to), lanes));
}

/**
 * result[i][j] = sum over k of input[i][k] * panel[k][j]. The k lie in `runs` stretches of `run` floats; from the start of one
 * stretch to that of the next the input moves by `inputStep` bytes and the panel by `panelStep`. Each stretch is summed on its
 * own first: sums of sums lose less to rounding than one long sum.
 */
export function tile(
  input: usize,
  image: usize,
  live: i32,
  runs: i32,
  run: i32,
  inputStep: usize,
  panel: usize,
  panelStep: usize,
  result: usize,
): void {
  for (let fresh = true; runs > 0; runs--, fresh = false) {
    stretch(input, image, live, run, panel, result, fresh);
    input += inputStep;
    panel += panelStep;
  }
}

/**
 * A tile of a 3 x 3 convolution with the padding `same` at one place of a map. `origin` is the input's cell above and left of
 * cell (0, 0), there or not: taps that fall off the picture are left out, so nothing is read there and nothing is multiplied
 * with zeros.
 */
export function sameTile(
  origin: usize,
  rowBytes: usize,
  image: usize,
  live: i32,
  channels: i32,
  height: i32,
  width: i32,
  row: i32,
  column: i32,
  panel: usize,
  result: usize,
): void {
  const top = row == 0 ? 1 : 0;
  const left = column == 0 ? 1 : 0;
  const bottom = row == height - 1 ? 2 : 3;
  const right = column == width - 1 ? 2 : 3;
  const run = (right - left) * channels;
  tile(
    origin + <usize>(row + top) * rowBytes + ((<usize>((column + left) * channels)) << 2),
    image,
    live,
    bottom - top,
    run,
    rowBytes,
    panel + ((<usize>((3 * top + left) * channels)) << 5),
    (<usize>(3 * channels)) << 5,
    result,
  );
}
