/** Which devices were lost lately, and which backends are therefore left alone until a reader says otherwise. */
import type { BackendName } from './protocol.ts';

/** A device lost again within this time is not opened again by itself. */
const milliseconds = 60_000;

export class Losses {
  readonly #last = new Map<BackendName, number>();
  #avoided: readonly BackendName[] = [];

  /** Backends lost twice within a minute. */
  get avoided(): readonly BackendName[] {
    return this.#avoided;
  }

  /** A device was lost; true where it was the second time within a minute. `time` in milliseconds. */
  note(backend: BackendName, time: number): boolean {
    const again = time - (this.#last.get(backend) ?? -Infinity) < milliseconds;
    this.#last.set(backend, time);
    if (again) this.#avoided = [...this.#avoided, backend];
    return again;
  }

  /** All may be tried again. */
  forgive(): void {
    this.#avoided = [];
  }
}
