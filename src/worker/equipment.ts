/**
 * What training needs beside the run: pictures and an engine, had on demand and kept for later runs. At most one engine is
 * open. It knows neither commands nor reports.
 */
import { validationCount } from '../core/dataset/batches.ts';
import type { TrainingData, TrainingEngine } from '../engine/engine.ts';
import { createSource, type Progress, type Source, type SourceOptions } from '../engine/source.ts';
import { Losses } from './losses.ts';
import type { BackendName, DataSource, Preference, RaceResult } from './protocol.ts';

export interface OpenedEngine {
  readonly engine: TrainingEngine;
  readonly backend: BackendName;
  /** Why this one, as a sentence. */
  readonly reason: string;
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[];
  /** What to remember of the race that chose it; null where none did. */
  readonly race: RaceResult | null;
}

/** What is to be heeded beside the preference. */
export interface Terms {
  /** What an earlier race found. */
  readonly known: RaceResult | null;
  /** Aborted when nobody waits for the engine any more. */
  readonly signal: AbortSignal;
}

/**
 * Opens the preferred backend, or the fastest. `onLost` is called when its device is gone. Rejects where none works, and with the
 * signal's reason.
 */
export type OpenEngine = (
  preference: Preference,
  options: Terms & {
    /** Backends that were lost and are left alone. */
    readonly avoid: readonly BackendName[];
    readonly onLost: (reason: string) => void;
  },
) => Promise<OpenedEngine>;

export interface EquipmentOptions extends Pick<SourceOptions, 'fetch' | 'wait' | 'digest'> {
  readonly openEngine: OpenEngine;
  readonly onLost: (engine: TrainingEngine, reason: string) => void;
}

interface Opening {
  /** Null: whatever it was opened for, it is not wanted any more. */
  preference: Preference | null;
  readonly signal: AbortSignal;
  readonly promise: Promise<OpenedEngine>;
  /** Null until it is open. */
  opened: OpenedEngine | null;
}

export class Equipment {
  readonly #options: EquipmentOptions;
  #shelf: { readonly key: string; readonly source: Source } | null = null;
  #data: { readonly source: Source; readonly count: number; readonly data: TrainingData } | null =
    null;
  #engine: Opening | null = null;
  readonly #losses = new Losses();

  constructor(options: EquipmentOptions) {
    this.#options = options;
  }

  /** The pictures' source; the same place and manifest give the same one, with what it has fetched. */
  source({ base, manifest }: DataSource): Source {
    const key = base + JSON.stringify(manifest);
    if (this.#shelf?.key !== key) {
      const { fetch, wait, digest } = this.#options;
      const options = { base, manifest, fetch, wait, ...(digest ? { digest } : {}) };
      this.#shelf = { key, source: createSource(options) };
    }
    return this.#shelf.source;
  }

  /** The data of a run of `count` training pictures, if it is here. */
  data(source: Source, count: number): TrainingData | null {
    return this.#data?.source === source && this.#data.count === count ? this.#data.data : null;
  }

  /** Fetches what is missing of it. Rejects with a `DataFault`, or with the signal's reason. */
  async fetchData(
    source: Source,
    count: number,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<void> {
    const held = validationCount(count);
    const first = source.size('validation', held);
    const total = first + source.size('training', count);
    const validation = await source.load(
      'validation',
      held,
      (done) => progress(done, total),
      signal,
    );
    const note: Progress = (done) => progress(first + done, total);
    const training = await source.load('training', count, note, signal);
    this.#data = { source, count, data: { training, validation } };
  }

  /** The open engine, whatever it was opened for. */
  get engine(): OpenedEngine | null {
    return this.#engine?.opened ?? null;
  }

  /** True where an engine is open, or opens, for another preference than this. */
  unlike(preference: Preference): boolean {
    return this.#engine !== null && this.#engine.preference !== preference;
  }

  /** The engine is to be chosen anew, even for the same preference. */
  doubt(): void {
    if (this.#engine) this.#engine.preference = null;
  }

  /** The engine for this preference; one that opens or is open for another is put away first. */
  async openEngine(preference: Preference, terms: Terms): Promise<OpenedEngine> {
    // One that nobody waited for may have opened all the same, or is about to reject.
    if (this.#engine?.signal.aborted) await this.#engine.promise.catch(() => null);
    if (this.unlike(preference)) {
      await this.#engine?.promise.catch(() => null);
      this.closeEngine();
    }
    this.#engine ??= this.#open(preference, terms);
    return this.#engine.promise;
  }

  #open(preference: Preference, terms: Terms): Opening {
    const onLost = (reason: string): void => {
      if (this.#engine === opening && opening.opened)
        this.#options.onLost(opening.opened.engine, reason);
    };
    const promise = this.#options.openEngine(preference, {
      ...terms,
      avoid: this.#losses.avoided,
      onLost,
    });
    const opening: Opening = { preference, signal: terms.signal, promise, opened: null };
    promise.then(
      (opened) => (opening.opened = opened),
      () => {
        if (this.#engine === opening) this.#engine = null;
      },
    );
    return opening;
  }

  /** The device is gone, or did not compute; true if it is left alone from now on, for this was the second time within a minute. */
  loseEngine(time: number): boolean {
    const again = this.engine !== null && this.#losses.note(this.engine.backend, time);
    this.closeEngine();
    return again;
  }

  /** Lost devices may be tried again. */
  forgive(): void {
    this.#losses.forgive();
  }

  /** Gives device and memory back. */
  closeEngine(): void {
    const opened = this.engine;
    this.#engine = null;
    opened?.engine.dispose();
  }
}
