/** What a press on a map or a cell does to the selection: it pins, and a second press on the same lets go. */
import type { Selection } from '../../session/selection.ts';

/** A channel of the layer shown, or a cell of it. */
export interface Spot {
  readonly channel: number;
  readonly cell?: { readonly row: number; readonly column: number };
}

type Held = Pick<Selection, 'channel' | 'cell' | 'pinned'> | null;

/** True where that is what is pinned. */
const isPinned = (held: Held, { channel, cell }: Spot): boolean =>
  held?.pinned === true &&
  held.channel === channel &&
  (!cell || (held.cell?.row === cell.row && held.cell.column === cell.column));

/** What a press selects; `held` is the selection where it is in this layer. */
export const pinnedPart = (held: Held, spot: Spot): Spot & { readonly pinned: boolean } => ({
  ...spot,
  pinned: !isPinned(held, spot),
});

/** What a key, or a finger that comes down, selects: to move on lets go of what was pinned. */
export const movedPart = (held: Held, spot: Spot): Spot & { readonly pinned: boolean } => ({
  ...spot,
  pinned: isPinned(held, spot),
});

/** One level back: the pin, the cell, the channel; null where only the layer is left to let go of. */
export function stepBack({
  channel,
  cell,
  pinned,
}: Pick<Selection, 'channel' | 'cell' | 'pinned'>): Partial<Selection> | null {
  if (pinned) return { pinned: false };
  if (cell) return { cell: null };
  return channel === null ? null : { channel: null };
}
