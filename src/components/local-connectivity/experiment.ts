/** The comparison under way and what came of it, for each read-out. The study worker trains; here it is asked, stopped and remembered. */
import { atom, type ReadableAtom } from 'nanostores';
import type { ReadOut } from '../../core/connectivity/small-network.ts';
import {
  smallRecipe,
  type SmallFindings,
  type SmallProgress,
} from '../../core/connectivity/small-run.ts';
import type { Session } from '../../session/session.ts';
import type { Question } from '../../worker/study/studies.ts';

export interface Outcome {
  readonly progress: SmallProgress;
  /** Null until the whole training is done. */
  readonly shifted: SmallFindings['shifted'] | null;
}

const placesUpTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, place) => place);

const questionOf = (readOut: ReadOut): Question<'connectivity'> => ({
  readOut,
  seed: smallRecipe.seed,
  epochs: smallRecipe.epochs,
  training: { split: 'training', places: placesUpTo(smallRecipe.training) },
  test: { split: 'validation', places: placesUpTo(smallRecipe.test) },
  shifts: smallRecipe.shifts,
});

/** Epochs that all three have finished. */
export const epochsOf = ({ history }: SmallProgress): number =>
  Math.min(...Object.values(history).map((results) => results.length));

/** What there is to show. */
export interface Trials {
  /** What is known for each read-out. */
  readonly outcomes: Readonly<Record<ReadOut, Outcome | undefined>>;
  /** Which one is being trained. */
  readonly going: ReadOut | null;
  /** One sentence. */
  readonly trouble: string | null;
}

export class Experiment {
  readonly #study: Pick<Session['study'], 'ask'>;
  readonly #trials = atom<Trials>({
    outcomes: { mean: undefined, places: undefined },
    going: null,
    trouble: null,
  });
  readonly trials: ReadableAtom<Trials> = this.#trials;
  #abort: AbortController | null = null;

  constructor(study: Pick<Session['study'], 'ask'>) {
    this.#study = study;
  }

  /** Trains the three networks with this read-out; whatever was going ends. */
  async train(readOut: ReadOut): Promise<void> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.#know(readOut, undefined);
    this.#set({ going: readOut, trouble: null });
    try {
      const { shifted, ...progress } = await this.#study.ask('connectivity', questionOf(readOut), {
        signal: abort.signal,
        partial: (known) => this.#know(readOut, { progress: known, shifted: null }),
      });
      this.#know(readOut, { progress, shifted });
      this.#set({ going: null });
    } catch (error) {
      if (abort.signal.aborted) return;
      const why = error instanceof Error ? error.message : String(error);
      const trouble = `The comparison did not come to its end: ${why} Nothing else is lost; press Train to try again.`;
      this.#set({ going: null, trouble });
    }
  }

  /** Ends what is going. What was learned up to the last whole epoch stays on view. */
  stop(): void {
    this.#abort?.abort(new Error('stopped'));
    this.#abort = null;
    this.#set({ going: null });
  }

  #set(part: Partial<Trials>): void {
    this.#trials.set({ ...this.#trials.get(), ...part });
  }

  #know(readOut: ReadOut, outcome: Outcome | undefined): void {
    this.#set({ outcomes: { ...this.#trials.get().outcomes, [readOut]: outcome } });
  }
}
