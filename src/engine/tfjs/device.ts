/** A device under the engine: what it is, how its loss is heard of, how it is given back. Imports nothing of TensorFlow.js. */
import type { EngineIdentity } from '../engine.ts';

/** What an opened backend hands to the engine. */
export interface Device {
  readonly identity: EngineIdentity;
  /** Aborted, with an error whose message a reader can be shown, when the device is gone. */
  readonly lost: AbortSignal;
  /** Gives the device and the backend back. */
  close(): void;
}

/** A signal for the loss of a device, and the two ends of its story: lost by itself, or closed by us and not worth a word. */
export interface Watch {
  readonly lost: AbortSignal;
  /** `sentence`: what became of the device. */
  lose(sentence: string): void;
  close(): void;
}

/** Watches over a device. `lose` counts once and not after `close`; it aborts the signal before it tells `onLost`. */
export function watch(onLost: (sentence: string) => void): Watch {
  const controller = new AbortController();
  let over = false;
  return {
    lost: controller.signal,
    lose(sentence) {
      if (over) return;
      over = true;
      controller.abort(new Error(sentence));
      onLost(sentence);
    },
    close() {
      over = true;
    },
  };
}
