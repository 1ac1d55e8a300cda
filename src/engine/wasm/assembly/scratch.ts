/** A few thousand bytes of fixed memory for what a few places of a map need at a time. */
import { tileBytes } from './tile';

/** Sixteen tiles: the products of `winograd.ts`; the first four then hold the four places of a pooling window. */
const tiles: usize = memory.data(3072, 16);

/** The tile number `index`. */
export function tileAt(index: i32): usize {
  return tiles + <usize>index * tileBytes;
}
