/** What figures can read of the session and what a reader can do with it. The session itself is in `session.ts`. */
import type { ReadableAtom } from 'nanostores';
import type { SavedRun } from '../core/network/checkpoint.ts';
import type { RecordedRun } from '../core/network/recorded-run.ts';
import type { Hyperparameters } from '../core/network/recipe.ts';
import type { DataSource, Preference } from '../worker/protocol.ts';
import type { StudyClient } from '../worker/study/client.ts';
import type { Maps, Predictions, RecordedPlace, Shown, Weights } from './display.ts';
import type { SessionState } from './session-state.ts';

export interface Session {
  readonly session: ReadableAtom<SessionState>;
  readonly maps: ReadableAtom<Maps | null>;
  readonly weights: ReadableAtom<Weights | null>;
  readonly predictions: ReadableAtom<Predictions | null>;
  /** The run that ships with the site; null until it is here, or where none fits the pictures. */
  readonly recorded: ReadableAtom<RecordedRun | null>;
  /** Whose weights figures show now. */
  readonly shown: ReadableAtom<Shown>;
  /** Read-only questions about weights. */
  readonly study: Pick<StudyClient, 'ask' | 'hold'>;
  /**
   * Says where the pictures are, and the recorded run that fits them, if there is one. Every page says it; no worker is started
   * for it.
   */
  connect(source: DataSource, recorded?: RecordedPlace | null): void;
  /** Trains until the recipe ends or the reader pauses. */
  train(): void;
  pause(): void;
  /** Train where the run rests, pause where it goes. */
  toggle(): void;
  stepOnce(): void;
  /** To the end of the epoch that is under way. */
  stepEpoch(): void;
  /** Back to step 0 with the same seed, hence the same initial weights. */
  reset(): void;
  /** A run from other initial weights; without a number, the next seed. Returns why not, or null. */
  newSeed(seed?: number): string | null;
  /** Puts a saved run in the place of this one, at rest. Returns why not, as a sentence, or null. */
  open(saved: SavedRun): string | null;
  /**
   * Changes hyperparameters. A learning rate goes into the running run at once; another batch size or number of pictures
   * starts a new run from the same seed, and only at rest. Returns why not, as a sentence, or null.
   */
  tune(part: Partial<Hyperparameters>): string | null;
  /** Which backend to compute on. */
  prefer(preference: Preference): void;
  /** Forgets which one was the fastest here: the next step is taken on the winner of another race. */
  raceAgain(): void;
  /** Shows another validation picture in every figure. */
  choosePicture(index: number): void;
  /** Asks for the answers to these validation pictures; they come in `predictions`. */
  askPredictions(indices: readonly number[]): void;
  /** Keeps `maps` and `weights` fresh until the function returned is called. */
  watch(): () => void;
  /** Does what the problem on show calls for. */
  retry(): void;
}
