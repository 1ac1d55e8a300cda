/** This tab's right to train, which one tab of the site has at a time. It holds the right; whose turn it is, browsers' locks say. */

/** Takes the right; null: another tab has it. `steal` takes it from there, and that tab's `onStolen` is called. */
export type TakeLock = (steal: boolean, onStolen: () => void) => Promise<(() => void) | null>;

export class Permit {
  readonly #lock: TakeLock | undefined;
  readonly #onStolen: () => void;
  #release: (() => void) | null = null;

  /** Without a lock, every tab may train. */
  constructor(lock: TakeLock | undefined, onStolen: () => void) {
    this.#lock = lock;
    this.#onStolen = onStolen;
  }

  get held(): boolean {
    return this.#lock === undefined || this.#release !== null;
  }

  /** False where another tab has it. Rejects with the signal's reason if it came too late. */
  async take(steal: boolean, signal: AbortSignal): Promise<boolean> {
    if (this.held || !this.#lock) return true;
    const release = await this.#lock(steal, () => {
      this.#release = null;
      this.#onStolen();
    });
    if (signal.aborted) release?.();
    signal.throwIfAborted();
    this.#release = release;
    return release !== null;
  }

  give(): void {
    this.#release?.();
    this.#release = null;
  }
}
