/**
 * The steps that were asked for, from one set of weights on: each is computed once, in the study worker, and kept. Which weights these
 * are and what is drawn of a step is its owner's affair.
 */
import type { StepReading } from '../../core/network/step-reading.ts';
import type { Session } from '../../session/session.ts';
import { batchSize } from './scene.ts';

/** Steps kept; a step holds all weights four times over, in 64 bits. */
const most = 3;
const key = 'slow step';

export class Readings {
  #steps = $state.raw<readonly StepReading[]>([]);
  #of: Float32Array | null = null;
  #seed = -1;
  /** Steps taken on the way to the one asked for. */
  taken = $state(0);
  trouble = $state<string | null>(null);

  /** Step number `step`, as far as it is known. */
  at(step: number, weights: Float32Array | null, seed: number): StepReading | null {
    const steps = this.#steps;
    if (weights === null || weights !== this.#of || seed !== this.#seed) return null;
    return steps.find((one) => one.step === step) ?? null;
  }

  /** Asks for a step, once; the function returned ends it. */
  ask(study: Session['study'], weights: Float32Array, seed: number, step: number): () => void {
    const stop = new AbortController();
    this.taken = 0;
    study.hold(key, weights);
    const question = { weights: key, seed, step, pictures: batchSize };
    const partial = ({ taken }: { readonly taken: number }) => (this.taken = taken);
    study
      .ask('step', question, { signal: stop.signal, partial })
      .then((reading) => {
        const kept = this.#of === weights && this.#seed === seed ? this.#steps : [];
        [this.#of, this.#seed] = [weights, seed];
        this.#steps = [...kept.slice(1 - most), reading];
        this.trouble = null;
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted)
          this.trouble = `The step could not be computed (${error instanceof Error ? error.message : String(error)}); choose another weight or step to try again.`;
      });
    return () => stop.abort();
  }
}
