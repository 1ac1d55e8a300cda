/** What it takes to open an engine, whichever it is: the terms, and how it says that it cannot be had here. No engine. */
import type { Network } from '../core/network/spec.ts';
import type { BackendName, TrainingEngine } from './engine.ts';

export interface Opening {
  readonly network: Network;
  /** Told once if the device goes away while the engine is open, with a sentence that says what became of it. */
  readonly onLost: (sentence: string) => void;
  /** False: graphics that are emulated on the processor count as unavailable. */
  readonly emulated: boolean;
  /** Aborted when nobody waits for the engine any more: it must then touch nothing that is shared, and reject. */
  readonly signal?: AbortSignal | undefined;
}

/** One way to get an engine. */
export interface Candidate {
  readonly backend: BackendName;
  /** As readers know it. */
  readonly name: string;
  /** What it computes by: no two of one library can be open at once, for TensorFlow.js keeps one backend a thread. */
  readonly library: 'TensorFlow.js' | 'kernels';
  /** Taken where nothing else is left, and never raced: a step takes it too long. */
  readonly lastResort: boolean;
  /** The device that it would compute on, as the browser names it. Rejects where there is none; leaves nothing open. */
  device?(): Promise<string>;
  /** Rejects with `Unavailable`, or with any error, where there is no such engine here. */
  open(opening: Opening): Promise<TrainingEngine>;
}

/** Why an engine cannot be had here. The message is a clause for readers that fits after "because": no capital, no full stop. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** The name of the emulation in a renderer's or adapter's description, as far as the common ones go; null for hardware. */
export function softwareIn(description: string): string | null {
  const found = /SwiftShader|llvmpipe|lavapipe|softpipe|Basic Render/i.exec(description);
  return found ? found[0] : null;
}
