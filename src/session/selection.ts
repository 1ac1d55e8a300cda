/** What the reader points at and whose weights are looked at, once for the whole site: every figure shows it, any figure may change it. */
import { atom } from 'nanostores';

export interface Selection {
  /** Place in the validation set, from 0. */
  readonly picture: number;
  /** Layer id, for example `conv1a`; null: none. */
  readonly layer: string | null;
  readonly channel: number | null;
  readonly cell: { readonly row: number; readonly column: number } | null;
  /** Whose weights every figure shows: those of the run that ships with the site, or the reader's. */
  readonly run: 'recorded' | 'own';
  /** After which epoch, from 0; null: the recorded run's best, the reader's newest. */
  readonly epoch: number | null;
  /** A pinned selection stays when the pointer leaves; a press pins, Escape lets go. */
  readonly pinned: boolean;
}

export const initialSelection: Selection = {
  picture: 0,
  layer: null,
  channel: null,
  cell: null,
  run: 'recorded',
  epoch: null,
  pinned: false,
};

export const selection = atom<Selection>(initialSelection);

/** Changes some of the selection. Another layer forgets channel and cell, another run the epoch; another channel keeps the cell. */
export function select(part: Partial<Selection>): void {
  const old = selection.get();
  const other = part.layer !== undefined && part.layer !== old.layer;
  const another = part.run !== undefined && part.run !== old.run;
  selection.set({
    ...old,
    ...(other ? { channel: null, cell: null } : {}),
    ...(another ? { epoch: null } : {}),
    ...part,
  });
}

/** The Strip's inspector: open while a layer of the Strip is pointed at, or pinned until it is closed. */
export const inspecting = atom<'closed' | 'open' | 'pinned'>('closed');

/** What was selected when the inspector opened. */
let before: Selection | null = null;

/** Opens the inspector at a layer. */
export function inspect(
  part: Pick<Selection, 'layer'> & Partial<Pick<Selection, 'channel'>>,
  pinned: boolean,
): void {
  if (inspecting.get() === 'closed') before = selection.get();
  select(part);
  inspecting.set(pinned ? 'pinned' : 'open');
}

/** Closes the inspector. Who only pointed in passing finds selected what was selected before. */
export function closeInspector(): void {
  if (inspecting.get() === 'closed') return;
  if (inspecting.get() === 'open' && before) {
    const { layer, channel, cell } = before;
    selection.set({ ...selection.get(), layer, channel, cell });
  }
  before = null;
  inspecting.set('closed');
}

/** Lets go of layer, channel and cell, and closes the inspector; picture, run and epoch stay. */
export function deselect(): void {
  before = null;
  inspecting.set('closed');
  selection.set({ ...selection.get(), layer: null, channel: null, cell: null, pinned: false });
}
