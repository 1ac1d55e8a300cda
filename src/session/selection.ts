/** What the reader points at, once for the whole site: every figure shows it, any figure may change it. */
import { atom } from 'nanostores';

export interface Selection {
  /** Place in the validation set, from 0. */
  readonly picture: number;
  /** Layer id, for example `conv1a`; null: none. */
  readonly layer: string | null;
  readonly channel: number | null;
  readonly cell: { readonly row: number; readonly column: number } | null;
  /** A pinned selection stays when the pointer leaves; a press pins, Escape lets go. */
  readonly pinned: boolean;
}

export const initialSelection: Selection = {
  picture: 0,
  layer: null,
  channel: null,
  cell: null,
  pinned: false,
};

export const selection = atom<Selection>(initialSelection);

/** Changes some of the selection. Another layer forgets channel and cell, another channel keeps the cell. */
export function select(part: Partial<Selection>): void {
  const old = selection.get();
  const other = part.layer !== undefined && part.layer !== old.layer;
  selection.set({ ...old, ...(other ? { channel: null, cell: null } : {}), ...part });
}

/** Lets go of layer, channel and cell; the picture stays. */
export const deselect = (): void =>
  selection.set({ ...initialSelection, picture: selection.get().picture });
