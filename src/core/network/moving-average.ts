/** How fast a moving average forgets where it started: arithmetic only; `core/math/batch-norm.ts` takes the steps. */

/** The share of its starting value that a moving average still holds after `steps` steps: momentum to the power of the steps. */
export function shareOfStart(momentum: number, steps: number): number {
  if (!(momentum >= 0 && momentum <= 1))
    throw new Error(`moving average: expected a momentum from 0 to 1, got ${momentum}`);
  if (!(steps >= 0)) throw new Error(`moving average: expected steps from 0 on, got ${steps}`);
  return momentum ** steps;
}
