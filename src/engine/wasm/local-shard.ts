/** A shard in this thread: the coordinator's own, and all of them where there is one thread only. */
import type { Answer, Job, Shard } from './job.ts';
import type { Part } from './part.ts';

export class LocalShard implements Shard {
  readonly #part: Part;

  constructor(part: Part) {
    this.#part = part;
  }
  get pages(): number {
    return this.#part.pages;
  }
  // Throws through the promise, as a shard in another thread does.
  async run(job: Job): Promise<Answer> {
    return this.#part.run(job);
  }
  close(): void {
    // Its memory goes with the last reference to it.
  }
}
