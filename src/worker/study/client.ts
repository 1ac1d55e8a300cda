/**
 * The page's end of the study worker: makes it at the first question, and asks. A worker that died is made again at the next
 * question, with what it had been told. What is asked and shown is the session's affair.
 */
import type { DataSource } from '../protocol.ts';
import type { Answer, Ask, Order, Partial, Question, Return, StudyName } from './studies.ts';

/** What the client needs of a `Worker`. */
export interface StudyPort {
  postMessage(order: Order): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Return>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface AskOptions<N extends StudyName> {
  /** Aborted when the answer is not wanted any more: the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told of the answer as far as it is known; only long studies have such. */
  readonly partial?: (value: Partial<N>) => void;
}

export interface StudyClient {
  /** Where the pictures are. */
  connect(source: DataSource): void;
  /** Hands weights over under a key; questions name the key. Other weights under the same key replace them. */
  hold(key: string, weights: Float32Array): void;
  /** Rejects with an error whose message is a sentence for readers. */
  ask<N extends StudyName>(
    name: N,
    question: Question<N>,
    options?: AskOptions<N>,
  ): Promise<Answer<N>>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly partial: ((value: never) => void) | undefined;
}

/** More than the epochs of a run; the oldest go first. */
const mostHeld = 24;

const spawnWorker = (): StudyPort =>
  new Worker(new URL('./study.worker.ts', import.meta.url), { type: 'module' });

class Client implements StudyClient {
  readonly #spawn: () => StudyPort;
  readonly #needed: () => Promise<void> | null;
  readonly #waiting = new Map<number, Waiting>();
  readonly #held = new Map<string, Float32Array>();
  #source: DataSource | null = null;
  #port: StudyPort | null = null;
  #last = 0;

  constructor(spawn: () => StudyPort, needed: () => Promise<void> | null) {
    this.#spawn = spawn;
    this.#needed = needed;
  }

  connect(source: DataSource): void {
    this.#source = source;
    this.#port?.postMessage({ type: 'source', source });
  }

  hold(key: string, weights: Float32Array): void {
    if (this.#held.get(key) === weights) return;
    this.#held.delete(key);
    this.#held.set(key, weights);
    const [oldest] = this.#held.keys();
    if (this.#held.size > mostHeld) this.#held.delete(oldest!);
    this.#port?.postMessage({ type: 'weights', key, weights });
  }

  ask<N extends StudyName>(
    name: N,
    question: Question<N>,
    { signal, partial }: AskOptions<N> = {},
  ): Promise<Answer<N>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      this.#waiting.set(id, { resolve, reject, partial } as Waiting);
      const stop = (): void => {
        if (!this.#waiting.delete(id)) return;
        this.#port?.postMessage({ type: 'cancel', id });
        reject(signal!.reason as Error);
      };
      signal?.addEventListener('abort', stop, { once: true });
      const put = (): void => {
        if (this.#waiting.has(id))
          this.#open()?.postMessage({ type: 'ask', id, name, question } as Order & Ask);
      };
      const wait = this.#needed();
      if (wait) void wait.then(put);
      else put();
    });
  }

  /** Null where not even the worker can be made; who waits has then been told. */
  #open(): StudyPort | null {
    if (this.#port) return this.#port;
    try {
      const port = this.#spawn();
      port.onmessage = ({ data }) => this.#take(data);
      port.onerror = (event) => this.#lose(port, event.message || 'script error');
      if (this.#source) port.postMessage({ type: 'source', source: this.#source });
      for (const [key, weights] of this.#held) port.postMessage({ type: 'weights', key, weights });
      this.#port = port;
    } catch (error) {
      this.#lose(null, String(error));
    }
    return this.#port;
  }

  #take(returned: Return): void {
    const waiting = this.#waiting.get(returned.id);
    if (!waiting) return;
    // What comes back under a number answers the question that was asked under it.
    if (returned.type === 'partial') return waiting.partial?.(returned.value as never);
    this.#waiting.delete(returned.id);
    if (returned.type === 'fault') waiting.reject(new Error(returned.sentence));
    else waiting.resolve(returned.value as never);
  }

  #lose(port: StudyPort | null, detail: string): void {
    port?.terminate();
    this.#port = null;
    const sentence = `The maps could not be computed (${detail}); choose the picture again to try once more.`;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(sentence));
  }
}

/**
 * A client without a worker. `spawn` is for tests. `needed`: when questions may cost something; null: now. Until then they wait,
 * and no worker is made.
 */
export const createStudyClient = (
  spawn: () => StudyPort = spawnWorker,
  needed: () => Promise<void> | null = () => null,
): StudyClient => new Client(spawn, needed);
