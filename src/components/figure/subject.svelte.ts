/**
 * Which weights a longer study is about: those on view; while a run goes on, those that it had when its last epoch ended, so that a study is
 * not begun anew at every step. What still lies in the store of another network is nobody's: it is not studied under the new name.
 */
import { untrack } from 'svelte';
import { fromStore } from 'svelte/store';
import type { Shown, Weights } from '../../session/display.ts';
import { session, shown, weights } from '../../session/session.ts';

/** Getters over the session's stores. */
export interface Studied {
  readonly weights: Weights | null;
  /** Names the network on view; its newest weights and those of its epochs have names of their own. */
  readonly whose: string;
  /** The weights are in training, and change many times a second. */
  readonly going: boolean;
  /** Epochs of that training. */
  readonly epochs: number;
}

export class Subject {
  /** Under whose name weights were on view when another network came. */
  readonly #owners = new WeakMap<Float32Array, string>();
  #turns = $state(0);
  #held = $state.raw<Weights | null>(null);
  readonly #studied: Studied;

  /** To be made while a component is. */
  constructor(studied: Studied) {
    this.#studied = studied;
    const whose = $derived(studied.whose);
    const epochs = $derived(studied.epochs);
    const going = $derived(studied.going);
    let before: string | null = null;
    $effect.pre(() => {
      const old = untrack(() => studied.weights?.weights);
      if (before !== null && before !== whose) {
        if (old && !this.#owners.has(old)) this.#owners.set(old, before);
        this.#held = null;
        this.#turns = untrack(() => this.#turns) + 1;
      }
      before = whose;
    });
    $effect(() => {
      void epochs;
      const held = going && this.#held ? untrack(() => this.fresh) : this.fresh;
      if (held && held.weights !== untrack(() => this.#held?.weights)) this.#held = held;
    });
  }

  /** The weights on view, as they come; null while they still are those of the network before. */
  get fresh(): Weights | null {
    void this.#turns;
    const { weights, whose } = this.#studied;
    const owner = weights && this.#owners.get(weights.weights);
    return owner === undefined || owner === whose ? weights : null;
  }

  /** The weights to study. */
  get now(): Weights | null {
    return this.#held;
  }
}

/** The name of the weights on view among all that a session shows. */
export const nameOf = ({ run, key }: Pick<Shown, 'run' | 'key'>, session: number): string =>
  run === 'own' ? `own ${session} ${key}` : `recorded ${key}`;

/** The weights that every figure shows. To be called while a component is made. */
export function subjectOnView(): Subject {
  const [held, named, run] = [fromStore(weights), fromStore(shown), fromStore(session)];
  const going = (): boolean => named.current.key === null && run.current.goal !== null;
  return new Subject({
    get weights() {
      return held.current;
    },
    get whose() {
      return nameOf(named.current, run.current.run);
    },
    get going() {
      return going();
    },
    get epochs() {
      return going() ? run.current.epochs.length : 0;
    },
  });
}
