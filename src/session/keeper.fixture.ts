/** A keeper at a desk of the test's own: clock, session and a library in memory that refuses what it is told to refuse. */
import { atom } from 'nanostores';
import { initialWeights } from '../core/network/initial.ts';
import { layout } from '../core/network/layout.ts';
import type { Checkpoint } from '../core/network/run.ts';
import { click } from './click.ts';
import { Keeper, type Found } from './keeper.ts';
import type { Kept, Library } from './library.ts';
import { bytesOf, identityOf, savedRunOf } from './run-file.ts';
import { initialState, type SessionState } from './session-state.ts';
import { source } from './world.fixture.ts';

class MemoryLibrary implements Library {
  readonly records = new Map<string, Kept>();
  readonly written: number[] = [];
  /** What `write` throws, while there is something. */
  fault: unknown = null;

  async read(name: string): Promise<Kept | null> {
    return this.records.get(name) ?? null;
  }
  async write(name: string, kept: Kept): Promise<void> {
    if (this.fault) throw this.fault;
    this.written.push(kept.savedAt);
    this.records.set(name, kept);
  }
  async forget(name: string): Promise<void> {
    this.records.delete(name);
  }
}

const weights = initialWeights(layout, 1);
const moments = new Float32Array(layout.trainable).fill(0.25);

/** A checkpoint after `step` steps of 30, before the first epoch's end, for batches of 2 out of 60. */
export const checkpointAt = (step: number): Checkpoint => ({
  seed: 5,
  weights,
  firstMoment: moments,
  secondMoment: moments,
  step,
  epochs: [],
  partial: { loss: 2 * step, correct: step, pictures: 2 * step, seconds: step / 10 },
  position: 2 * step,
  best: null,
});

export const hyperparameters = { learningRate: 0.002, batchSize: 2, trainingPictures: 60 };
export const name = identityOf(source.manifest).sha256;

/** A keeper whose session, clock and library are the test's. */
export class Desk {
  readonly library = new MemoryLibrary();
  readonly state = atom<SessionState>({
    ...initialState,
    hyperparameters,
    seed: 5,
    stepsPerEpoch: 30,
  });
  readonly keeper: Keeper;
  time = 1_000_000;
  trained = 0;
  /** Hides the page. */
  hide: () => unknown = () => undefined;
  #timers: { at: number; then: () => unknown }[] = [];

  constructor(library?: () => Promise<MemoryLibrary>) {
    this.keeper = new Keeper({
      session: {
        session: this.state,
        open: (saved) => {
          if (this.state.get().goal) return 'Pause first.';
          this.state.set(click(this.state.get(), { type: 'open', saved }).state);
          return null;
        },
        train: () => void (this.trained += 1),
      },
      library: library ?? (async () => this.library),
      now: () => this.time,
      onHidden: (then) => (this.hide = then),
      later: (milliseconds, then) => this.#timers.push({ at: this.time + milliseconds, then }),
    });
  }
  connect(): void {
    this.state.set({ ...this.state.get(), source });
  }
  /** The session is told of a checkpoint. */
  reach(step: number): void {
    this.state.set({ ...this.state.get(), step, checkpoint: checkpointAt(step) });
  }
  /** Time passes, and what was to be done by then is done. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.time);
    this.#timers = this.#timers.filter(({ at }) => at > this.time);
    await Promise.all(due.map(({ then }) => then()));
  }
  get keeping() {
    return this.keeper.keeping.get();
  }
  get kept(): number | undefined {
    return this.library.records.get(name)?.savedAt;
  }
}

export const started = (desk = new Desk()): Desk => {
  desk.connect();
  desk.keeper.start();
  return desk;
};
export async function filled(step: number, desk = new Desk()): Promise<Desk> {
  const state = { ...desk.state.get(), source, checkpoint: checkpointAt(step) };
  desk.library.records.set(name, { savedAt: 4000, bytes: await bytesOf(savedRunOf(state)!) });
  return desk;
}
export async function offered(step: number): Promise<Desk> {
  const desk = await filled(step);
  desk.connect();
  await desk.keeper.lookForRun();
  return desk;
}
export const stepOf = (found: Found | null): number | null =>
  found?.ok ? found.run.checkpoint.step : null;
