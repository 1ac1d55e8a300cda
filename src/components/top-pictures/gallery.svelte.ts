/**
 * The validation pictures shown to one network, some at a time, with the best pictures of every channel of a layer so far. What was found
 * of a layer is kept for as long as the weights are. The study worker computes; nothing is drawn here.
 */
import { counts, picture as size, shardPictures } from '../../core/dataset/catalog.ts';
import { noPictures, type TopPictures } from '../../core/network/top-pictures.ts';
import type { Session } from '../../session/session.ts';
import type { Station } from '../receptive-field/place.ts';
import { keep } from './tops.ts';

/** Pictures that are asked about together: there is something new to see after each such part. */
const part = 50;
/** Looked at without being asked: two files. */
export const first = 2 * shardPictures.validation;
/** All there are. */
export const all = counts.validation;

const key = 'top-pictures';

export class Gallery {
  /** Of the layer on view; null before anything is known of it. */
  found = $state.raw<TopPictures | null>(null);
  /** How many pictures are to be looked at; null: none are just now. */
  goal = $state<number | null>(null);
  trouble = $state<string | null>(null);
  #stop = new AbortController();
  readonly #known = new WeakMap<Float32Array, Record<string, TopPictures>>();
  /** By part, whatever the weights. */
  readonly #pictures: { readonly pixels: Uint8Array; readonly labels: Uint8Array }[] = [];

  /** Turns to these weights and this layer, with what is known of them. */
  show(weights: Float32Array | null, layer: string): void {
    this.stop();
    this.found = (weights && this.#known.get(weights)?.[layer]) ?? null;
    this.trouble = null;
  }

  stop(): void {
    this.#stop.abort();
    this.goal = null;
  }

  /** Looks on until `goal` pictures have been seen, or until it is stopped. */
  async ask(
    study: Pick<Session['study'], 'ask' | 'hold'>,
    weights: Float32Array,
    { id: layer, grid }: Pick<Station, 'id' | 'grid'>,
    goal: number,
  ): Promise<void> {
    this.stop();
    const { signal } = (this.#stop = new AbortController());
    this.goal = goal;
    this.trouble = null;
    study.hold(key, weights);
    const known = this.#known.get(weights) ?? {};
    this.#known.set(weights, known);
    try {
      for (;;) {
        const before = known[layer] ?? noPictures(grid.channels, keep);
        if (before.seen >= goal) break;
        const places = Array.from({ length: part }, (_, at) => before.seen + at);
        const pictures = { split: 'validation', places } as const;
        const asked = { weights: key, layer, pictures, before };
        const { tops, pixels, labels } = await study.ask('top-pictures', asked, { signal });
        this.#pictures[before.seen / part] = { pixels, labels };
        known[layer] = tops;
        this.found = tops;
      }
      this.goal = null;
    } catch (error) {
      if (signal.aborted) return;
      this.goal = null;
      const reason = error instanceof Error ? error.message : String(error);
      this.trouble = `No more pictures could be looked at (${reason}); those found so far still hold, and the button tries again.`;
    }
  }

  /** Class of a picture that was looked at. Throws for another. */
  labelOf(picture: number): number {
    const label = this.#pictures[Math.floor(picture / part)]?.labels[picture % part];
    if (label === undefined)
      throw new Error(`top pictures: expected a picture looked at, got ${picture}`);
    return label;
  }

  /** Its bytes; null where they are not here. */
  pixelsOf(picture: number): Uint8Array | null {
    const at = (picture % part) * size.bytes;
    const here = this.#pictures[Math.floor(picture / part)];
    return here?.pixels.subarray(at, at + size.bytes) ?? null;
  }
}
