/** The near end of a shard in another thread: sends jobs and takes answers, by messages alone, without shared memory. */
import type { Network } from '../../core/network/spec.ts';
import type { Answer, Job, Shard } from './job.ts';
import type { Order, Return } from './shard-service.ts';

/** A thread as this file needs it. */
export interface Thread {
  post(order: Order, transfer: Transferable[]): void;
  /** Told of every return, and once if the thread fails. */
  listen(returned: (message: Return) => void, failed: (reason: string) => void): void;
  end(): void;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** What the other thread may take over: arrays that the engine copied for it. Statistics are everybody's. */
function givenAway(job: Job): Transferable[] {
  const arrays =
    job.type === 'weights'
      ? [job.weights]
      : job.type === 'begin'
        ? [job.pixels, job.labels]
        : job.type === 'answer'
          ? [job.pixels]
          : [];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

export class RemoteShard implements Shard {
  readonly #thread: Thread;
  readonly #waiting: Waiting[] = [];
  #pages = 0;
  #gone: string | null = null;

  private constructor(thread: Thread, onGone: (reason: string) => void) {
    this.#thread = thread;
    thread.listen(
      (message) => this.#take(message),
      (reason) => {
        if (this.#gone !== null) return;
        this.#fail(reason);
        onGone(reason);
      },
    );
  }

  /** Resolves when the thread can take jobs; rejects, the thread ended, where it can't. `onGone`: it failed after that. */
  static async open(
    thread: Thread,
    module: WebAssembly.Module,
    network: Network,
    onGone: (reason: string) => void,
  ): Promise<RemoteShard> {
    let open = false;
    const shard = new RemoteShard(thread, (reason) => {
      if (open) onGone(reason);
    });
    try {
      await shard.#send({ open: { module, network } }, []);
    } catch (error) {
      thread.end();
      throw error;
    }
    open = true;
    return shard;
  }

  get pages(): number {
    return this.#pages;
  }

  run(job: Job): Promise<Answer> {
    return this.#send({ job }, givenAway(job));
  }

  close(): void {
    this.#fail('it was closed');
    this.#thread.end();
  }

  #send(order: Order, transfer: Transferable[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#gone !== null) return reject(new Error(`shard: ${this.#gone}`));
      this.#waiting.push({ resolve, reject });
      this.#thread.post(order, transfer);
    });
  }

  #take(message: Return): void {
    const first = this.#waiting.shift();
    if (!first) return;
    if ('fault' in message) return first.reject(new Error(message.fault));
    this.#pages = message.pages;
    first.resolve(message.answer);
  }

  #fail(reason: string): void {
    this.#gone ??= reason;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(`shard: ${reason}`));
  }
}
