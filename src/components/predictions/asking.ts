/** Which ten pictures are shown, and when the network is asked about them again. Pure: chance is a counter, the clock an argument. */
import { counts } from '../../core/dataset/catalog.ts';
import { permutation, streams } from '../../core/math/random.ts';
import type { SessionState } from '../../session/session-state.ts';

const shownAtOnce = 10;

/** Milliseconds between two questions while the network trains: answering costs training time. */
export const pause = 5000;

/** Ten different test pictures: those of draw number `draw`, the same for the same seed. */
export const picturesOfDraw = (seed: number, draw: number): readonly number[] =>
  Array.from(permutation(counts.validation, seed, streams.browse, draw).subarray(0, shownAtOnce));

/**
 * What the answers depend on, as far as it is worth asking again: another run, an epoch done, a checkpoint, a rest. Steps in
 * between change the text no more than every few seconds, with the checkpoints.
 */
export function occasion(state: SessionState): string {
  const { run, epochs, checkpoint, goal, step } = state;
  return [run, epochs.length, checkpoint?.step ?? 0, goal === null ? step : 'going'].join('|');
}

/** Milliseconds to wait before the next question; 0: ask now. At rest nothing is in the way. */
export const waitFor = (training: boolean, lastAsked: number, now: number): number =>
  training ? Math.max(0, lastAsked + pause - now) : 0;

/** Whether two lists name the same pictures in the same order. */
export const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((index, place) => index === other[place]);
