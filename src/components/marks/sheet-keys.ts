/** How the arrow keys move over a grid of numbered places, as in the ARIA grid pattern. */

/**
 * Where `key` leads from `current` in a grid of `count` places and `columns` columns; null if it is no key of the grid. Stops at the
 * edges; Home and End go to the first and last place.
 */
export function nextChannel(
  key: string,
  current: number,
  columns: number,
  count: number,
): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: current + 1,
    ArrowLeft: current - 1,
    ArrowDown: current + columns,
    ArrowUp: current - columns,
    Home: 0,
    End: count - 1,
  };
  const next = moves[key];
  if (next === undefined) return null;
  return next >= 0 && next < count ? next : current;
}
