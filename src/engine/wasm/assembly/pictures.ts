/** Bytes of pictures to the first block's input, and the dropout masks: what a batch starts from. */
import { Block } from './block';

/** byte / 255 into the interior of the bordered input, for `count` pictures. */
export function loadPictures(block: Block, bytes: usize, count: i32): void {
  const height = block.height;
  const width = block.width;
  const inputs = block.inputs;
  const pixel = (<usize>inputs) << 2;
  const rowBytes = <usize>(width + 2) * pixel;
  for (let picture = 0; picture < count; picture++)
    for (let row = 0; row < height; row++) {
      let to =
        block.input + <usize>picture * block.inputImage + <usize>(row + 1) * rowBytes + pixel;
      for (let i = 0; i < width * inputs; i++, to += 4)
        store<f32>(to, <f32>load<u8>(bytes++) / 255);
    }
}

/** The first round of pcg4d for one word; see `core/math/random.ts`. */
function seeded(word: i32): i32 {
  return word * 1664525 + 1013904223;
}

/**
 * `length` bytes, a multiple of 4: 1 where the 24-bit uniform number is at least `threshold`, else 0. Bit for bit
 * `dropoutMask` of `core/network/initial.ts`; `quad` is the number of the first four values in the whole batch.
 */
export function drawMask(
  to: usize,
  length: i32,
  threshold: u32,
  seed: i32,
  stream: i32,
  step: i32,
  quad: i32,
): void {
  for (const end = quad + (length >> 2); quad < end; quad++, to += 4) {
    let x = seeded(seed);
    let y = seeded(stream);
    let z = seeded(step);
    let w = seeded(quad);
    x += y * w;
    y += z * x;
    z += x * y;
    w += y * z;
    x ^= <i32>((<u32>x) >> 16);
    y ^= <i32>((<u32>y) >> 16);
    z ^= <i32>((<u32>z) >> 16);
    w ^= <i32>((<u32>w) >> 16);
    x += y * w;
    y += z * x;
    z += x * y;
    w += y * z;
    store<u8>(to, <u8>((<u32>x) >> 8 >= threshold));
    store<u8>(to, <u8>((<u32>y) >> 8 >= threshold), 1);
    store<u8>(to, <u8>((<u32>z) >> 8 >= threshold), 2);
    store<u8>(to, <u8>((<u32>w) >> 8 >= threshold), 3);
  }
}
