/**
 * What is known of the channels by the weights on view, for an inspector that can be seen: it asks once the reader stays, and keeps what
 * it knew until something newer is known. While a run goes on it asks at the ends of epochs. The asking itself is in `channel-study.ts`.
 */
import { untrack } from 'svelte';
import type { Session } from '../../session/session.ts';
import { ChannelStudy, type Answered } from './channel-study.ts';

/** A pointer that passes over layers asks nothing. */
const patience = 400;

/** One for all inspectors of a page: what one asked the other knows. */
let shared: ChannelStudy | null = null;

export interface Subject {
  readonly weights: Float32Array | null;
  /** These weights are in training, and change many times a second. */
  readonly going: boolean;
  /** Epochs of that training. */
  readonly epochs: number;
}

export class AnswersInSight {
  #inSight = $state(false);
  #answered = $state.raw<Answered | null>(null);
  #trouble = $state<string | null>(null);

  constructor(study: Session['study'], subject: () => Subject) {
    const channels = (shared ??= new ChannelStudy(study));
    $effect(() => {
      const { going, epochs } = subject();
      const weights = going ? untrack(() => subject().weights) : subject().weights;
      void epochs;
      if (!weights || !this.#inSight) return undefined;
      const known = channels.known(weights);
      this.#trouble = null;
      if (known || !going) this.#answered = known;
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
  readonly watch = (element: Element): (() => void) => {
    const observer = new IntersectionObserver(([entry]) => {
      this.#inSight = entry?.isIntersecting ?? false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
