/** What the bench, its page and its workers ask of each other. Types only; all plain data. */
import type { LabelledPictures } from '../../src/engine/engine.ts';
import type { Contender } from '../rows.ts';

/** What of a contender the workers need to open it. */
export type Candidate = Pick<Contender, 'variant' | 'backend' | 'workers'>;

/** By kernel and block, for example `mapsForward 0`, and by what else a step does: seconds of a step, the median of some. */
export interface KernelTimes {
  readonly kernels: Readonly<Record<string, number>>;
  /** Of the optimiser, measured by itself. */
  readonly optimiser: number;
  /** Of the whole step. */
  readonly step: number;
}

/** Shares of a step's time on two threads, of the middle one of some steps; the first four add up to 1. */
export interface Waits {
  /** Both compute. */
  readonly both: number;
  /** Neither computes: sums, statistics, Adam, messages on their way. */
  readonly neither: number;
  /** The other thread has not begun a job that this one works on already. */
  readonly late: number;
  /** One has finished its part, the other still computes. */
  readonly uneven: number;
  /** Of `neither`: the optimiser's step, which no way of passing data spares. */
  readonly optimiser: number;
}

/** A worker that trains: opened once, then asked for steps. */
export interface ContenderCalls {
  /** Answers with what it computes on, in words; empty where there is nothing to say. */
  open: [{ candidate: Candidate; pictures: LabelledPictures }, string];
  /** Seconds of each. */
  steps: [number, number[]];
}

/** A worker that takes the engine apart, one thread or two. */
export interface InsightCalls {
  kernels: [{ steps: number; pictures: LabelledPictures }, KernelTimes];
  waits: [{ steps: number; pictures: LabelledPictures }, Waits];
}

/** A worker that multiplies and adds, and nothing else. */
export interface PeakCalls {
  /** Compiles the loop and works until the machine has compiled it well. */
  open: [Uint8Array<ArrayBuffer>, null];
  /** Works for so many seconds; operations a second. */
  run: [number, number];
}

/** What the page does for the bench. Arrays come as base64. */
export interface PageCalls {
  pictures: [{ pixels: string; labels: string }, null];
  /** Opens a contender and takes its first step. */
  open: [Candidate, { device: string; firstStep: number }];
  steps: [number, number[]];
  /** Ends the contender. Tasks of more than 50 ms on the main thread since it was opened. */
  close: [null, number];
  kernels: [number, KernelTimes];
  waits: [number, Waits];
  /** GFLOP/s of so many threads together, with the loop given. */
  peak: [{ loop: string; workers: number; seconds: number }, number];
}
