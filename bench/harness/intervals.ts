/** Two threads' working times on one clock, and what the time between them went into. Arithmetic only. */
import type { Waits } from './calls.ts';

/** From and until, in milliseconds of the common clock. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** A meeting: what either thread worked on between two sums over the whole batch. */
export interface Meeting {
  readonly own: Interval;
  readonly other: Interval;
}

const length = ({ from, until }: Interval): number => Math.max(0, until - from);

/**
 * The shares of a step. Up to the later beginning of a meeting one thread is late; up to the earlier end both compute; up to the
 * later end they are uneven; the rest of the step nobody computes. `optimiser`: milliseconds of it that the optimiser took.
 */
export function waitsOf(step: Interval, meetings: readonly Meeting[], optimiser: number): Waits {
  const sum = { both: 0, late: 0, uneven: 0 };
  for (const { own, other } of meetings) {
    const begun = Math.min(Math.max(own.from, other.from), Math.max(own.until, other.until));
    const ended = Math.min(own.until, other.until);
    const last = Math.max(own.until, other.until);
    sum.late += length({ from: Math.min(own.from, other.from), until: begun });
    sum.both += length({ from: begun, until: ended });
    sum.uneven += length({ from: Math.max(begun, ended), until: last });
  }
  const whole = length(step);
  const { both, late, uneven } = sum;
  return {
    both: both / whole,
    late: late / whole,
    uneven: uneven / whole,
    neither: (whole - both - late - uneven) / whole,
    optimiser: optimiser / whole,
  };
}
