/** What the page brings along for the film: a still of four sheets, and what the film amounts to. Plain data. */
import type { RecordedEpochs } from '../training/runs.ts';

export interface BuiltFilm {
  /** All of the recorded run but its steps. */
  readonly run: RecordedEpochs;
  /** Steps between two frames, and how many frames there are. */
  readonly every: number;
  readonly frames: number;
  /** Where the run's files lie, from the root of the host. */
  readonly folder: string;
  /** Address of the still: sheets at the start, halfway to the best epoch, at its end, and the change since the start, one above the other. */
  readonly still: string;
  /** Steps of the first three of these. */
  readonly steps: readonly [number, number, number];
  readonly reach: number;
  readonly changeReach: number;
  readonly furthest: number;
  /** The filter that moves most by the best epoch's end, and its distance in every frame. */
  readonly filter: number;
  readonly course: readonly number[];
  /** Lengths of all filters at the start, and their distances at the end of the best epoch. */
  readonly lengths: readonly number[];
  readonly moved: readonly number[];
}
