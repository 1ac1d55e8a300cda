/**
 * Pointing in passing: what the mouse is over is selected while it is there, and what was selected before comes back when it leaves. A
 * pinned selection stays; then the mouse only glances.
 */
import { select, selection, type Selection } from '../../session/selection.ts';
import type { Spot } from './depth.ts';

/** What a choice on the map can change. */
export type Chosen = Partial<Pick<Selection, 'layer' | 'channel' | 'cell' | 'pinned'>>;

export class Pointing {
  /** What is pointed at while something else is pinned. */
  glance = $state.raw<Spot | null>(null);
  #earlier: Chosen | null = null;

  point(to: Spot): void {
    const { layer, channel, cell, pinned } = selection.get();
    if (pinned) this.glance = to;
    else {
      this.#earlier ??= { layer, channel, cell };
      select(to);
    }
  }

  leave(): void {
    if (this.#earlier) select(this.#earlier);
    this.#forget();
  }

  /** Selects to stay. */
  choose(part: Chosen): void {
    this.#forget();
    select(part);
  }

  #forget(): void {
    this.glance = null;
    this.#earlier = null;
  }
}
