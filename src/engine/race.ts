/**
 * The race for the fastest engine: each candidate that computes rightly takes a few real steps on a full batch against the clock.
 * At most two engines are open at a time, and none but the winner afterwards. Who may run, and what readers are told, is `choose.ts`.
 */
import { layout } from '../core/network/layout.ts';
import { recipe } from '../core/network/recipe.ts';
import { startState, type TrainingEngine } from './engine.ts';
import { Unavailable, type Candidate } from './opening.ts';
import { drawnBatch, probeLearningRate, probeSeed, probeWeights } from './probe-step.ts';
import { kept, trial, type Failure, type Terms, type Tried } from './trial.ts';

/** A step is timed on as many pictures as the recipe takes. */
const pictures = recipe.hyperparameters.batchSize;
const mostSteps = 3;
/** No further step is taken once the timed ones have taken so long. */
const budgetMilliseconds = 1000;
/** After a first step so many times as long as the leader's, no other will catch up. */
const hopeless = 1.5;

export interface RaceOptions extends Pick<Terms, 'onLost' | 'signal'> {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** A new limit for each trial; `rival`: an engine that works is already there to fall back on. */
  readonly deadline?: ((rival: boolean) => AbortSignal) | undefined;
}

/** How fast a candidate was. */
export interface Pace {
  readonly candidate: Candidate;
  readonly picturesPerSecond: number;
}

export interface Outcome {
  /** The fastest that computes rightly, kept; null where none does. */
  readonly winner: (Tried & Pace) | null;
  /** The slower ones, the faster first. */
  readonly others: readonly Pace[];
  /** In the order of trial. */
  readonly failures: readonly Failure[];
}

/**
 * Milliseconds of the engine's fastest step, for whatever else the machine does (pictures come in at the same time) only adds.
 * The first step is not counted: it compiles shaders and fetches memory, which a run does once.
 */
async function fastestStep(
  engine: TrainingEngine,
  now: () => number,
  leader: number,
): Promise<number> {
  const batch = drawnBatch(pictures);
  await engine.restore(startState(probeWeights(), layout.trainable), probeSeed);
  const step = async (): Promise<number> => {
    const from = now();
    const { loss } = await engine.step(batch, { learningRate: probeLearningRate });
    if (!Number.isFinite(loss))
      throw new Unavailable(`it computes wrongly here (the loss of a full batch is ${loss})`);
    // Some browsers make their clocks coarse, so that a quick step seems to take no time.
    return Math.max(1, now() - from);
  };
  await step();
  let fastest = Infinity;
  let spent = 0;
  for (let taken = 0; taken < mostSteps && spent < budgetMilliseconds; taken++) {
    const time = await step();
    fastest = Math.min(fastest, time);
    spent += time;
    if (time > hopeless * leader) break;
  }
  return fastest;
}

/** One race: the times so far, and the one engine that is kept open beside the one at its trial. */
class Race {
  readonly #options: RaceOptions;
  readonly #times = new Map<Candidate, number>();
  readonly #failures: Failure[] = [];
  #open: Tried | null = null;

  constructor(options: RaceOptions) {
    this.#options = options;
  }

  async run(candidates: readonly Candidate[]): Promise<Outcome> {
    try {
      for (const candidate of candidates) await this.#heat(candidate);
      return await this.#finish();
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  #close(): void {
    this.#open?.engine.dispose();
    this.#open = null;
  }

  #try(candidate: Candidate, time?: Terms['time']): Promise<Tried | Failure> {
    const { onLost, signal, deadline } = this.#options;
    const limit = deadline?.(this.#times.size > 0);
    return trial(candidate, { emulated: false, onLost, signal, limit, ...(time ? { time } : {}) });
  }

  async #heat(candidate: Candidate): Promise<void> {
    if (this.#open?.candidate.library === candidate.library) this.#close();
    const leader = Math.min(...this.#times.values());
    const { now } = this.#options;
    const tried = await this.#try(candidate, (engine) => fastestStep(engine, now, leader));
    if ('reason' in tried) return void this.#failures.push(tried);
    this.#times.set(candidate, tried.milliseconds!);
    if (tried.milliseconds! >= leader) return tried.engine.dispose();
    this.#close();
    this.#open = tried;
  }

  /** The fastest, opened again where it had to make room; one that fails now is out, and the next one wins. */
  async #finish(): Promise<Outcome> {
    const order = [...this.#times.keys()].sort((a, b) => this.#times.get(a)! - this.#times.get(b)!);
    for (const candidate of order) {
      // If one is open, it is the first of them.
      const tried = kept(this.#open ?? (await this.#try(candidate)));
      this.#open = null;
      if ('engine' in tried) return this.#outcome(tried, order);
      this.#times.delete(candidate);
      this.#failures.push(tried);
    }
    return { winner: null, others: [], failures: this.#failures };
  }

  #outcome(tried: Tried, order: readonly Candidate[]): Outcome {
    const paces = order.flatMap((candidate) => {
      const milliseconds = this.#times.get(candidate);
      if (milliseconds === undefined) return [];
      return [{ candidate, picturesPerSecond: (1000 * pictures) / milliseconds }];
    });
    const [{ picturesPerSecond }, ...others] = paces as [Pace, ...Pace[]];
    return { winner: { ...tried, picturesPerSecond }, others, failures: this.#failures };
  }
}

/** Races the candidates in their order. Rejects only with the reason of `signal`; nothing stays open then. */
export const race = (candidates: readonly Candidate[], options: RaceOptions): Promise<Outcome> =>
  new Race(options).run(candidates);
