/** A browser's storage with room for one thing, in memory. */
import type { OpenStorage } from './race-memory.ts';

export interface Shelf extends ReturnType<OpenStorage> {
  readonly content: string | null;
}

export function shelf(content: string | null = null): Shelf {
  let held = content;
  return {
    get content() {
      return held;
    },
    getItem: () => held,
    setItem: (_, value) => void (held = value),
    removeItem: () => void (held = null),
  };
}
