/**
 * The gestures of the figure on the site's selection: passing over shows, leaving takes it back, a press keeps, Escape steps back. It
 * knows no elements.
 */
import type { WritableAtom } from 'nanostores';
import type { Selection } from '../../session/selection.ts';

export type Part = Partial<Pick<Selection, 'layer' | 'channel' | 'cell' | 'pinned'>>;

export class Pointing {
  readonly #selection: WritableAtom<Selection>;
  readonly #select: (part: Part) => void;
  /** What was selected before the mouse came over; null while it is not over anything. */
  #earlier: Part | null = null;

  constructor(selection: WritableAtom<Selection>, select: (part: Part) => void) {
    this.#selection = selection;
    this.#select = select;
  }

  /** The mouse passes over something. A pinned selection stays. */
  point(part: Part): void {
    const { layer, channel, cell, pinned } = this.#selection.get();
    if (pinned) return;
    this.#earlier ??= { layer, channel, cell };
    this.#select(part);
  }

  /** The mouse leaves without having pressed. */
  leave(): void {
    if (this.#earlier) this.#select(this.#earlier);
    this.#earlier = null;
  }

  /** A press, a finger or a key. */
  choose(part: Part): void {
    this.#earlier = null;
    this.#select(part);
  }

  /** Back by one level: the pin, the cell, the layer. False where nothing was left to let go. */
  stepBack(): boolean {
    const { layer, cell, pinned } = this.#selection.get();
    if (layer === null) return false;
    if (pinned) this.choose({ pinned: false });
    else this.choose(cell ? { cell: null } : { layer: null });
    return true;
  }
}
