/**
 * What training needs beside the run: pictures and an engine, had on demand and kept for later runs. At most one engine is
 * open. It knows neither commands nor reports.
 */
import { validationCount } from '../core/dataset/batches.ts';
import type { TrainingData, TrainingEngine } from '../engine/engine.ts';
import { createSource, type Progress, type Source, type SourceOptions } from '../engine/source.ts';
import type { BackendName, DataSource, Preference } from './protocol.ts';

export interface OpenedEngine {
  readonly engine: TrainingEngine;
  /** Why this one, as a sentence. */
  readonly reason: string;
  readonly rejected: readonly { readonly backend: BackendName; readonly reason: string }[];
}

/** Opens the first backend that works. `onLost` is called when its device is gone. Rejects where none works. */
export type OpenEngine = (
  preference: Preference,
  options: { readonly onLost: (reason: string) => void },
) => Promise<OpenedEngine>;

export interface EquipmentOptions extends Pick<SourceOptions, 'fetch' | 'wait' | 'digest'> {
  readonly openEngine: OpenEngine;
  readonly onLost: (engine: TrainingEngine, reason: string) => void;
}

interface Opening {
  readonly preference: Preference;
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

  /** The engine for this preference; one that opens or is open for another is put away first. */
  async openEngine(preference: Preference): Promise<OpenedEngine> {
    if (this.unlike(preference)) {
      await this.#engine?.promise.catch(() => null);
      this.closeEngine();
    }
    this.#engine ??= this.#open(preference);
    return this.#engine.promise;
  }

  #open(preference: Preference): Opening {
    const onLost = (reason: string): void => {
      if (this.#engine === opening && opening.opened)
        this.#options.onLost(opening.opened.engine, reason);
    };
    const promise = this.#options.openEngine(preference, { onLost });
    const opening: Opening = { preference, promise, opened: null };
    promise.then(
      (opened) => (opening.opened = opened),
      () => {
        if (this.#engine === opening) this.#engine = null;
      },
    );
    return opening;
  }

  /** Gives device and memory back. */
  closeEngine(): void {
    const opened = this.engine;
    this.#engine = null;
    opened?.engine.dispose();
  }
}
