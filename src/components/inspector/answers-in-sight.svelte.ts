/**
 * What is known of the channels by the weights on view, for an inspector that can be seen: it asks once the reader stays, and keeps what
 * it knew until something newer is known. While a run goes on it asks at the ends of epochs. The asking itself is in `channel-study.ts`.
 */
import type { Session } from '../../session/session.ts';
import { InSight } from '../figure/in-sight.svelte.ts';
import { ChannelStudy, type Answered } from './channel-study.ts';

/** A pointer that passes over layers asks nothing. */
const patience = 400;

/** One for all inspectors of a page: what one asked the other knows. */
let shared: ChannelStudy | null = null;

export class AnswersInSight {
  readonly #sight = new InSight();
  #answered = $state.raw<Answered | null>(null);
  #trouble = $state<string | null>(null);

  /** @param subject the weights to be asked about. */
  constructor(study: Session['study'], subject: () => Float32Array | null) {
    const channels = (shared ??= new ChannelStudy(study));
    $effect(() => {
      const weights = subject();
      if (!weights || !this.#sight.now) return undefined;
      const known = channels.known(weights);
      this.#trouble = null;
      this.#answered = known;
      if (known) return undefined;
      const abort = new AbortController();
      const timer = setTimeout(() => {
        channels.ask(weights, abort.signal).then(
          (answered) => (this.#answered = answered),
          (error: unknown) => {
            if (!abort.signal.aborted)
              this.#trouble = error instanceof Error ? error.message : String(error);
          },
        );
      }, patience);
      return () => {
        clearTimeout(timer);
        abort.abort();
      };
    });
  }

  get answered(): Answered | null {
    return this.#answered;
  }

  /** Why nothing is known, as a sentence. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Attached to the inspector's element. */
  readonly watch = this.#sight.watch;
}
