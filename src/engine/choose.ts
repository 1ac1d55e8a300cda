/**
 * Chooses the engine that a run gets: the one that a reader wants, the one that won here before, or the winner of a race; and says
 * why. Imports no engine until it tries it, so that the worker starts small.
 */
import type { Preference, RaceResult } from '../core/network/run.ts';
import type { BackendName, TrainingEngine } from './engine.ts';
import type { Candidate } from './opening.ts';
import { placeOf } from './place.ts';
import { race, type RaceOptions } from './race.ts';
import * as reasons from './reasons.ts';
import { kept, trial, type Failure, type Tried } from './trial.ts';

/**
 * In the order in which they run: the own kernels first, the quickest to open and the surest, so that graphics that hang meet a
 * rival's short limit. WebGL before WebGPU, which mostly beats it: the leader need not be opened again.
 */
export const candidates: readonly Candidate[] = [
  {
    backend: 'wasm',
    name: 'WebAssembly',
    library: 'kernels',
    lastResort: false,
    open: async (opening) => (await import('./wasm/open.ts')).openWasm(opening),
  },
  {
    backend: 'webgl',
    name: 'WebGL',
    library: 'TensorFlow.js',
    lastResort: false,
    device: async () => (await import('./tfjs/webgl.ts')).webglDevice(),
    open: async (opening) => (await import('./tfjs/webgl.ts')).openWebgl(opening),
  },
  {
    backend: 'webgpu',
    name: 'WebGPU',
    library: 'TensorFlow.js',
    lastResort: false,
    device: async () => (await import('./tfjs/webgpu.ts')).webgpuDevice(),
    open: async (opening) => (await import('./tfjs/webgpu.ts')).openWebgpu(opening),
  },
  {
    backend: 'cpu',
    name: 'Plain JavaScript',
    library: 'TensorFlow.js',
    lastResort: true,
    open: async (opening) => (await import('./tfjs/cpu.ts')).openCpu(opening),
  },
];

export interface Rejection {
  readonly backend: BackendName;
  /** A clause that fits after "because". */
  readonly reason: string;
}

export interface Opened {
  readonly engine: TrainingEngine;
  readonly backend: BackendName;
  /** Why this engine, in one sentence for readers. */
  readonly reason: string;
  /** Those that were not taken: what each failed on, or how fast it was. */
  readonly rejected: readonly Rejection[];
  /** What to remember; null where no race was run, or where some were kept out of it. */
  readonly race: RaceResult | null;
}

export interface OpenOptions extends RaceOptions {
  /** What an earlier race found. It counts only in the place that it was found in. */
  readonly known?: RaceResult | null;
  /** Backends whose devices were lost lately: not taken now, and nor is the last resort in their stead. */
  readonly avoid?: readonly BackendName[];
  /** What a race holds for beside the graphics: the build, the browser, the processor's cores. */
  readonly place?: string;
  /** For tests. */
  readonly among?: readonly Candidate[];
}

/** A way to an engine; null where it leads to none. */
type Way = () => Promise<Opened | null>;

/** One search for an engine, which keeps account of those that failed. */
class Search {
  readonly #options: OpenOptions;
  readonly #among: readonly Candidate[];
  readonly #wanted: Candidate | undefined;
  readonly #failures: Failure[] = [];

  constructor(preference: Preference, options: OpenOptions) {
    const { among = candidates, avoid = [] } = options;
    this.#options = options;
    this.#among = among;
    this.#wanted = among.find(({ backend }) => backend === preference);
    for (const candidate of among)
      if (avoid.includes(candidate.backend))
        this.#failures.push({ candidate, reason: reasons.lostTwice(candidate) });
  }

  async open(): Promise<Opened> {
    const wanted = this.#wanted;
    const place = wanted ? null : await this.#place();
    const ways: readonly Way[] = [
      () => this.#chosen(wanted),
      () => this.#known(place),
      () => this.#race(place),
      () => this.#lastResort(),
    ];
    for (const way of ways) {
      const opened = await way();
      if (opened) return opened;
    }
    const faults = this.#failures.map(
      ({ candidate, reason }) => `not ${candidate.name}, because ${reason}`,
    );
    throw new Error(faults.join('; '));
  }

  async #place(): Promise<string> {
    const { place = '', deadline, signal } = this.#options;
    const found = await placeOf(this.#among, place, deadline?.(true));
    signal?.throwIfAborted();
    return found;
  }

  async #chosen(wanted: Candidate | undefined): Promise<Opened | null> {
    const tried = wanted && (await this.#try(wanted, true));
    return tried ? this.#opened(tried, reasons.asChosen(wanted, tried.engine)) : null;
  }

  async #known(place: string | null): Promise<Opened | null> {
    const { known } = this.#options;
    if (!known || known.place !== place) return null;
    const before = this.#among.find(({ backend }) => backend === known.backend);
    const tried = before && (await this.#try(before, false));
    return tried ? this.#opened(tried, reasons.asBefore(known.picturesPerSecond)) : null;
  }

  async #race(place: string | null): Promise<Opened | null> {
    const runners = this.#among.filter((one) => !one.lastResort && !this.#tried(one));
    const { winner, others, failures } = await race(runners, this.#options);
    this.#failures.push(...failures);
    if (!winner) return null;
    const wanted = this.#wanted;
    const faults = this.#failures.filter(({ candidate }) => !wanted || candidate === wanted);
    const reason = reasons.asWinner(winner, others, faults, wanted);
    this.#failures.push(
      ...others.map((other) => ({ candidate: other.candidate, reason: reasons.slower(other) })),
      ...this.#among
        .filter((one) => one.lastResort && !this.#tried(one))
        .map((candidate) => ({ candidate, reason: reasons.neverRaced })),
    );
    const { backend } = winner.candidate;
    const open = place !== null && !this.#options.avoid?.length;
    const { picturesPerSecond } = winner;
    return this.#opened(winner, reason, open ? { backend, picturesPerSecond, place } : null);
  }

  async #lastResort(): Promise<Opened | null> {
    // Where an engine was lost, a reader would rather hear of it than wait an hour for what took a minute.
    if (this.#options.avoid?.length) return null;
    const candidate = this.#among.find(({ lastResort }) => lastResort);
    const tried = candidate && (await this.#try(candidate, false));
    if (!tried) return null;
    const reason = reasons.asLastResort(candidate, tried.engine, this.#failures, this.#wanted);
    return this.#opened(tried, reason);
  }

  #tried(candidate: Candidate): boolean {
    return this.#failures.some((failure) => failure.candidate === candidate);
  }

  /** One candidate by itself, unless it failed already. */
  async #try(candidate: Candidate, emulated: boolean): Promise<Tried | null> {
    if (this.#tried(candidate)) return null;
    const { onLost, signal, deadline } = this.#options;
    const terms = { emulated, onLost, signal, limit: deadline?.(false) };
    const tried = kept(await trial(candidate, terms));
    if ('engine' in tried) return tried;
    this.#failures.push(tried);
    return null;
  }

  #opened({ candidate, engine }: Tried, reason: string, result: RaceResult | null = null): Opened {
    const rejected = this.#failures.map((failure) => ({
      backend: failure.candidate.backend,
      reason: failure.reason,
    }));
    return { engine, backend: candidate.backend, reason, rejected, race: result };
  }
}

/**
 * The preferred engine if it works here, else the fastest that does. Rejects with the reason of `signal`, or if no engine works,
 * which takes a processor that computes wrongly; the message then lists what each one failed on.
 */
export const openEngine = (preference: Preference, options: OpenOptions): Promise<Opened> =>
  new Search(preference, options).open();
