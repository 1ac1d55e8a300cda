/** A few hundred bytes of fixed memory for what one place of a map needs at a time. */
import { tileBytes } from './tile';

/** Four tiles: the four places of a pooling window. */
export const tiles: usize = memory.data(768, 16);

/** The tile number `index`. */
export function tileAt(index: i32): usize {
  return tiles + <usize>index * tileBytes;
}
