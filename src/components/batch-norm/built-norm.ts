/** What the page brings along for the batch norm microscope: one channel at the best epoch, and the run's moving statistics. Plain data. */
import type { Counted } from './histogram.ts';
import type { Knobs, Statistics } from './norms.ts';

/** One channel, as far as it is drawn. */
export interface SeenChannel {
  readonly counted: Counted;
  readonly batch: Statistics;
  readonly moving: Statistics;
  readonly learned: Knobs;
}

export interface BuiltNorm {
  /** A channel of the first batch norm. */
  readonly channel: number;
  readonly seen: SeenChannel;
  /** As `unpackedMoving` takes it. */
  readonly moving: string;
  /** On the validation pictures, from epoch 1 on. */
  readonly accuracies: readonly number[];
  readonly stepsPerEpoch: number;
  readonly best: number;
  /** Path of the recorded run's folder on this host. */
  readonly folder: string;
}
