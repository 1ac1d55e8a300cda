/** An engine that counts instead of computing: what drives it can be tested in every order of events, quickly. */
import type {
  EngineState,
  Evaluation,
  LabelledPictures,
  StepOptions,
  StepResult,
  TrainingEngine,
} from './engine.ts';

export interface Behaviour {
  /** Loss of step `step`. */
  readonly loss?: (step: number, learningRate: number) => number;
  /** Share of right answers in an evaluation after `step` steps. */
  readonly accuracy?: (step: number) => number;
  /** Awaited before each step, evaluation and reading. */
  readonly pause?: (what: 'step' | 'evaluate' | 'state' | 'forward') => Promise<void>;
}

/** The first weight is the number of steps taken; the others are those restored. */
export class CountingEngine implements TrainingEngine {
  readonly identity = { id: 'counting', name: 'A counter', software: false, device: '' };
  /** Everything called, in order. */
  readonly calls: string[] = [];
  readonly batches: LabelledPictures[] = [];
  readonly rates: number[] = [];
  readonly #behaviour: Behaviour;
  #state: EngineState | null = null;
  /** More than one at a time is against the contract. */
  #busy = false;
  closed = false;

  constructor(behaviour: Behaviour = {}) {
    this.#behaviour = behaviour;
  }

  async #turn<T>(what: 'step' | 'evaluate' | 'state' | 'forward', work: () => T): Promise<T> {
    if (this.#busy)
      throw new Error(`engine: expected one call at a time, got "${what}" beside another`);
    if (this.closed) throw new Error('engine: it is closed');
    this.calls.push(what);
    this.#busy = true;
    try {
      await this.#behaviour.pause?.(what);
      return work();
    } finally {
      this.#busy = false;
    }
  }

  get steps(): number {
    return this.#state?.step ?? 0;
  }

  async restore(state: EngineState): Promise<void> {
    if (this.#busy)
      throw new Error('engine: expected one call at a time, got "restore" beside another');
    if (this.closed) throw new Error('engine: it is closed');
    this.calls.push('restore');
    this.#state = state;
  }

  state(): Promise<EngineState> {
    return this.#turn('state', () => {
      const { step, weights, firstMoment, secondMoment } = this.#state!;
      const counted = weights.slice();
      counted[0] = step;
      return { step, weights: counted, firstMoment, secondMoment };
    });
  }

  step(batch: LabelledPictures, { learningRate }: StepOptions): Promise<StepResult> {
    return this.#turn('step', () => {
      const state = this.#state!;
      this.batches.push(batch);
      this.rates.push(learningRate);
      const loss = this.#behaviour.loss?.(state.step, learningRate) ?? 1 / (1 + state.step);
      this.#state = { ...state, step: state.step + 1 };
      return { loss, correct: batch.labels.length };
    });
  }

  evaluate({ labels }: LabelledPictures): Promise<Evaluation> {
    return this.#turn('evaluate', () => {
      const accuracy = this.#behaviour.accuracy?.(this.steps) ?? 1;
      const right = Math.round(accuracy * labels.length);
      const probabilities = new Float32Array(labels.length * 3);
      labels.forEach((label, i) => {
        probabilities[i * 3 + ((label + (i < right ? 0 : 1)) % 3)] = 1;
      });
      return { loss: 1 - accuracy, accuracy, probabilities };
    });
  }

  forward(
    pixels: Uint8Array,
  ): Promise<
    ReadonlyMap<string, { height: number; width: number; channels: number; data: Float32Array }>
  > {
    return this.#turn('forward', () => {
      const data = Float32Array.of(this.steps, pixels[0]!, this.#state!.weights[1]!);
      return new Map([['dense', { height: 1, width: 1, channels: 3, data }]]);
    });
  }

  handles(): number {
    return 1;
  }

  dispose(): void {
    this.closed = true;
  }
}
