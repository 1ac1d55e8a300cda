/**
 * The study worker's desk: holds weights by their keys and the way to the pictures, and answers questions, several at a time
 * where one waits. It uses no global, so it runs in Node as in a worker; what each question takes is in its own file.
 */
import { createSource, type Source, type SourceOptions } from '../../engine/source.ts';
import type { Fetching } from '../../engine/part.ts';
import { plainViewer, type Viewer } from '../../engine/viewer.ts';
import { answerers } from './answerers.ts';
import type { Order, Pictured, Return } from './studies.ts';

export interface DeskOptions extends Omit<Fetching, 'base'> {
  readonly post: (returned: Return, transfer: Transferable[]) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Resolves after the orders that wait have been handled. */
  readonly breathe: () => Promise<void>;
  /** Kernels to look with; where it rejects, plain loops do it. */
  readonly openViewer: () => Promise<Viewer>;
}

/** What a question is answered with. */
export interface Tools {
  readonly viewer: () => Promise<Viewer>;
  /** Throws where nothing lies under this key. */
  readonly weights: (key: string) => Float32Array;
  /** Copies, to give away; the labels of a reader's own pictures are not known. */
  readonly pictures: (
    pictured: Pictured,
  ) => Promise<{ readonly pixels: Uint8Array; readonly labels: Uint8Array | null }>;
  /** How files are fetched and checked. */
  readonly fetching: Omit<Fetching, 'base'>;
  readonly now: () => number;
  /** To be awaited now and then in a long study; rejects once nobody wants the answer. */
  readonly breathe: () => Promise<void>;
}

/** Sent by nobody: ends a study that was cancelled. */
class Cancelled extends Error {}

export interface Desk {
  handle(order: Order): void;
}

/** The buffers under every typed array of an answer, each once, to be handed over with it. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (value instanceof Map) for (const entry of value.values()) buffersIn(entry, found);
  else if (Array.isArray(value)) for (const entry of value) buffersIn(entry, found);
  else if (value && typeof value === 'object') buffersIn(Object.values(value), found);
  return found;
}

class StudyDesk implements Desk {
  readonly #options: DeskOptions;
  readonly #weights = new Map<string, Float32Array>();
  readonly #open = new Set<number>();
  #source: Source | null = null;
  #viewer: Promise<Viewer> | null = null;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  handle(order: Order): void {
    switch (order.type) {
      case 'source': {
        const { base, manifest } = order.source;
        this.#source = createSource({ ...this.#fetching(), base, manifest } as SourceOptions);
        return;
      }
      case 'weights':
        this.#weights.set(order.key, order.weights);
        return;
      case 'cancel':
        this.#open.delete(order.id);
        return;
      case 'ask':
        void this.#answer(order);
    }
  }

  #fetching(): Omit<Fetching, 'base'> {
    const { fetch, wait, digest } = this.#options;
    return { fetch, wait, ...(digest ? { digest } : {}) };
  }

  async #answer({ id, name, question }: Extract<Order, { type: 'ask' }>): Promise<void> {
    this.#open.add(id);
    const say = (type: 'partial' | 'answer', value: unknown): void => {
      if (!this.#open.has(id)) return;
      this.#options.post({ id, type, value }, [...buffersIn(value)]);
    };
    try {
      await this.#breathe(id);
      // The table pairs each name with the answerer of its questions.
      const answer = answerers[name] as (
        asked: unknown,
        tools: Tools,
        partial: (value: unknown) => void,
      ) => Promise<unknown>;
      say('answer', await answer(question, this.#tools(id), (value) => say('partial', value)));
    } catch (error) {
      if (!this.#open.has(id) || error instanceof Cancelled) return;
      const sentence = error instanceof Error ? error.message : String(error);
      this.#options.post({ id, type: 'fault', sentence }, []);
    } finally {
      this.#open.delete(id);
    }
  }

  async #breathe(id: number): Promise<void> {
    await this.#options.breathe();
    if (!this.#open.has(id)) throw new Cancelled();
  }

  #tools(id: number): Tools {
    return {
      viewer: () => (this.#viewer ??= this.#options.openViewer().catch(() => plainViewer)),
      weights: (key) => {
        const weights = this.#weights.get(key);
        if (!weights) throw new Error(`study: expected weights under "${key}", got none`);
        return weights;
      },
      pictures: (pictured) => this.#pictures(pictured),
      fetching: this.#fetching(),
      now: this.#options.now,
      breathe: () => this.#breathe(id),
    };
  }

  async #pictures(pictured: Pictured) {
    if ('pixels' in pictured) return { pixels: pictured.pixels.slice(), labels: null };
    if (!this.#source) throw new Error('study: expected to be told where the pictures are first');
    return this.#source.pick(pictured.split, pictured.places);
  }
}

/** A desk with nothing on it. */
export const createDesk = (options: DeskOptions): Desk => new StudyDesk(options);
