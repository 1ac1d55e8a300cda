/** How often something may happen: counting of milliseconds only, on a clock that is an argument. */

/** True at most once every `milliseconds`, and at once the first time. */
export function atMostEvery(milliseconds: number, now: () => number): () => boolean {
  let last = -Infinity;
  return () => {
    const time = now();
    if (time - last < milliseconds) return false;
    last = time;
    return true;
  };
}

/**
 * When live maps may be computed again: at most every `milliseconds`, and not before ten times what the last ones cost,
 * so that a slow machine spends at most about a tenth of its time on being watched.
 */
export function withinBudget(
  milliseconds: number,
  now: () => number,
): { due(): boolean; spent(cost: number): void } {
  let next = -Infinity;
  return {
    due: () => now() >= next,
    spent: (cost) => {
      next = now() + Math.max(milliseconds - cost, 10 * cost);
    },
  };
}
