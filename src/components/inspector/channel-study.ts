/** Asks how the channels of every layer answer to pictures of each class, once for each set of weights. The study worker computes. */
import type { Session } from '../../session/session.ts';
import type { Answer } from '../../worker/study/studies.ts';

type Study = Session['study'];
export type Answered = Answer<'channels'>;

/** Pictures of each class: enough that chance alone rarely looks like selectivity, and done in about a second. */
const each = 20;
/** Among the first pictures of the test set, which lie in one file. */
const among = 250;

/** Under this name the weights on view are handed over, each time anew. */
const key = 'channels';

export class ChannelStudy {
  readonly #study: Study;
  readonly #known = new WeakMap<Float32Array, Answered>();

  constructor(study: Study) {
    this.#study = study;
  }

  /** What is known already of these weights; null: nothing. */
  known(weights: Float32Array): Answered | null {
    return this.#known.get(weights) ?? null;
  }

  /** Rejects with the signal's reason, or with a sentence for readers. */
  async ask(weights: Float32Array, signal: AbortSignal): Promise<Answered> {
    const known = this.#known.get(weights);
    if (known) return known;
    this.#study.hold(key, weights);
    const places = Array.from({ length: among }, (_, place) => place);
    const pictures = { split: 'validation', places } as const;
    const answered = await this.#study.ask(
      'channels',
      { weights: key, pictures, each },
      { signal },
    );
    this.#known.set(weights, answered);
    return answered;
  }
}
