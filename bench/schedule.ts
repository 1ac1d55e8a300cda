/** How often which contender takes a step: enough for a median, in an order that favours nobody. Arithmetic only. */
import { median } from './rows.ts';

/** Steps that are taken and not counted where a step takes less than a second: code is compiled in them. */
const warmingUp = 3;

/** What the schedule goes by. */
export interface Pace {
  /** Rounds in all, and the one under way, from 0. */
  readonly rounds: number;
  readonly round: number;
  /** No more warm steps than that; for a quick look. */
  readonly most: number;
}

/**
 * Warm steps that a contender owes in all, when one takes so many seconds: twenty; three of more than ten seconds; two of
 * more than a minute. Quick ones take twenty in every round.
 */
export function owed(seconds: number, { rounds, most }: Pick<Pace, 'rounds' | 'most'>): number {
  const wanted = seconds > 60 ? 2 : seconds > 10 ? 3 : seconds > 1 ? 20 : 20 * rounds;
  return Math.min(wanted, most);
}

/** What one round of a contender is about to take. */
export interface Portion {
  readonly uncounted: number;
  readonly counted: number;
}

/**
 * The next portion, the rest shared equally among the rounds left; nothing where all is done. `first`: seconds of the first step of
 * this round; `steps`: the warm ones so far. Ask again after each portion of the last round: a first step with its compiling
 * may have promised fewer steps than the warm ones then ask for.
 */
export function nextPortion(first: number | null, steps: readonly number[], pace: Pace): Portion {
  const seconds = steps.length > 0 ? median(steps) : (first ?? 0);
  const missing = Math.max(0, owed(seconds, pace) - steps.length);
  const counted = Math.ceil(missing / (pace.rounds - pace.round));
  const brief = seconds <= 1 && pace.most > warmingUp;
  return { uncounted: counted > 0 && brief ? warmingUp : 0, counted };
}

/** The contenders in the order of this round: each round begins elsewhere, so that a machine that slows down hits all alike. */
export function rotated<T>(all: readonly T[], round: number, rounds: number): readonly T[] {
  const from = Math.floor((round * all.length) / rounds);
  return [...all.slice(from), ...all.slice(0, from)];
}
