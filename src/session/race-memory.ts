/**
 * What the page remembers of the engines' race on this device, from one visit to the next. Storage that is not there, is full or
 * holds something else makes it forgetful, and never fails: the race is then run again.
 */
import type { BackendName, RaceResult } from '../worker/protocol.ts';

/** What it needs of the browser's storage, which may throw as soon as it is looked at. */
export type OpenStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'three-blocks:race';

const backends: Readonly<Record<BackendName, true>> = {
  wasm: true,
  webgl: true,
  webgpu: true,
  cpu: true,
};

/** What was read, if it is a result and nothing else; null otherwise. */
function resultIn(value: unknown): RaceResult | null {
  if (typeof value !== 'object' || value === null) return null;
  const { backend, picturesPerSecond, place } = value as Partial<Record<keyof RaceResult, unknown>>;
  if (typeof backend !== 'string' || !Object.hasOwn(backends, backend)) return null;
  if (typeof place !== 'string') return null;
  if (typeof picturesPerSecond !== 'number' || !(picturesPerSecond > 0)) return null;
  return { backend: backend as BackendName, picturesPerSecond, place };
}

export class RaceMemory {
  readonly #open: OpenStorage;
  /** Undefined: the storage has not been read yet. */
  #result: RaceResult | null | undefined;

  constructor(open: OpenStorage = () => localStorage) {
    this.#open = open;
  }

  read(): RaceResult | null {
    if (this.#result === undefined)
      this.#result = this.#attempt((storage) =>
        resultIn(JSON.parse(storage.getItem(key) ?? 'null')),
      );
    return this.#result;
  }

  write(result: RaceResult): void {
    this.#result = result;
    this.#attempt((storage) => storage.setItem(key, JSON.stringify(result)));
  }

  forget(): void {
    this.#result = null;
    this.#attempt((storage) => storage.removeItem(key));
  }

  #attempt<T>(what: (storage: ReturnType<OpenStorage>) => T): T | null {
    try {
      return what(this.#open());
    } catch {
      return null;
    }
  }
}
