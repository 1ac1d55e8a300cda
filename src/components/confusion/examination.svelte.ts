/**
 * The validation pictures put to one network, a file of them at a time, with its verdicts so far. The study worker computes; nothing is
 * drawn here.
 */
import { counts, picture as size, shardPictures } from '../../core/dataset/catalog.ts';
import type { Session } from '../../session/session.ts';
import { verdictsOf, type Verdict } from './verdicts.ts';

/** Pictures that are asked about together: one file. */
export const part = shardPictures.validation;
/** All there are. */
export const all = counts.validation;

const key = 'confusion';

export class Examination {
  verdicts = $state.raw<readonly Verdict[]>([]);
  /** How many are to be asked about; null: none are just now. */
  goal = $state<number | null>(null);
  trouble = $state<string | null>(null);
  #pixels: Uint8Array[] = [];
  #stop = new AbortController();

  /** Forgets what another network answered. */
  clear(): void {
    this.stop();
    this.verdicts = [];
    this.trouble = null;
  }

  stop(): void {
    this.#stop.abort();
    this.goal = null;
  }

  /** Asks on until there are `goal` verdicts, or until it is stopped. */
  async ask(
    study: Pick<Session['study'], 'ask' | 'hold'>,
    weights: Float32Array,
    goal: number,
  ): Promise<void> {
    this.#stop.abort();
    const { signal } = (this.#stop = new AbortController());
    this.goal = goal;
    this.trouble = null;
    study.hold(key, weights);
    try {
      while (this.verdicts.length < goal) {
        const from = this.verdicts.length;
        const length = Math.min(part, goal - from);
        const places = Array.from({ length }, (_, at) => from + at);
        const asked = { weights: key, pictures: { split: 'validation', places } as const };
        const { labels, pixels, probabilities } = await study.ask('predict', asked, { signal });
        const more = verdictsOf(from, labels!, probabilities);
        this.#pixels[from / part] = pixels;
        this.verdicts = [...this.verdicts, ...more];
      }
      this.goal = null;
    } catch (error) {
      if (signal.aborted) return;
      this.goal = null;
      const reason = error instanceof Error ? error.message : String(error);
      this.trouble = `The pictures could not be judged (${reason}); the counts above still hold, and another epoch tries again.`;
    }
  }

  /** The bytes of a picture that was judged; null where they are not here. */
  pixelsOf(index: number): Uint8Array | null {
    const at = (index % part) * size.bytes;
    return this.#pixels[Math.floor(index / part)]?.subarray(at, at + size.bytes) ?? null;
  }
}
