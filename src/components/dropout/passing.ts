/** Asks for thirty passes with dropout, and for every layer of one of them. The study worker computes. */
import { evaluation } from '../../core/network/way.ts';
import type { Volume } from '../../core/math/volume.ts';
import type { Session } from '../../session/session.ts';
import type { Pictured } from '../../worker/study/studies.ts';
import { drawOf, passes, wayOfPass } from './masks.ts';

/** Thirty answers to one picture, three probabilities each, and the one without dropout. */
export interface Answers {
  readonly set: number;
  readonly probabilities: ArrayLike<number>;
  readonly certain: ArrayLike<number>;
}

/** One pass, layer by layer. */
export interface Pass {
  readonly set: number;
  readonly pass: number;
  readonly layers: ReadonlyMap<string, Volume>;
}

const key = 'dropout';

export class Passing {
  readonly #study: Pick<Session['study'], 'ask' | 'hold'>;
  readonly #weights: Float32Array;
  readonly #picture: number;

  /** About one validation picture, by its place, and these weights. */
  constructor(
    study: Pick<Session['study'], 'ask' | 'hold'>,
    weights: Float32Array,
    picture: number,
  ) {
    this.#study = study;
    this.#weights = weights;
    this.#picture = picture;
  }

  #times(count: number): Pictured {
    return { split: 'validation', places: new Array<number>(count).fill(this.#picture) };
  }

  /** Rejects with the signal's reason, or with a sentence for readers. */
  async answers(set: number, signal: AbortSignal): Promise<Answers> {
    this.#study.hold(key, this.#weights);
    const ask = (count: number, way = evaluation) =>
      this.#study.ask('predict', { weights: key, pictures: this.#times(count), way }, { signal });
    const many = await ask(passes, { statistics: 'moving', draw: drawOf(set) });
    const { probabilities: certain } = await ask(1);
    return { set, probabilities: many.probabilities, certain };
  }

  /** Rejects as `answers` does. */
  async pass(set: number, pass: number, signal: AbortSignal): Promise<Pass> {
    this.#study.hold(key, this.#weights);
    const asked = { weights: key, picture: this.#times(1), way: wayOfPass(set, pass) };
    const { layers } = await this.#study.ask('look', asked, { signal });
    return { set, pass, layers };
  }
}
