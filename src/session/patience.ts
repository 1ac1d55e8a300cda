/** How long the worker may say nothing before it counts as lost: a number derived from what it is doing. Pure. */
import type { SessionState } from './session-state.ts';

/** The longest that any one step may take; ten minutes. */
const longest = 600;

/**
 * Seconds of silence still in order; null where no answer is awaited.
 *
 * A worker that waits for the graphics device, or for data, answers pings, so its silence is short whatever the step
 * takes. One that computes on the processor is deaf for a whole step, and so is one that compiles shaders. Hence:
 * - training: 20 median steps, at least 10 s, and at most 10 min, for steps do not vary that much
 *   (a batch of 128 takes 36 to 69 s on emulated graphics and about 100 s in plain JavaScript on a slow processor);
 * - before the first step is known: 10 min, for that batch on a phone;
 * - opening an engine: 3 min, for each of three backends is tried with one real step of a small batch first;
 * - maps or predictions alone: 30 s, computed by plain loops in well under one second a picture.
 */
export function silenceAllowed(state: SessionState, awaiting: boolean): number | null {
  switch (state.mode) {
    case 'opening':
      return 180;
    case 'training':
    case 'pausing': {
      if (state.picturesPerSecond === null) return longest;
      const step = state.hyperparameters.batchSize / state.picturesPerSecond;
      return Math.min(longest, Math.max(10, 20 * step));
    }
    case 'closed':
    case 'idle':
    case 'ended':
    case 'failed':
      return awaiting ? 30 : null;
  }
}
