/** Lines between maps and the flight from one view to the next: arithmetic on rectangles, in CSS pixels. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Widest line, and what the thinnest keeps. */
const widest = 6;
const thinnest = 0.75;
const corner = 10;

/** Line width for a size of which `most` is the largest that is drawn. */
export const edgeWidth = (amount: number, most: number): number =>
  thinnest + (widest - thinnest) * (most > 0 ? Math.abs(amount) / most : 0);

/**
 * From one map to another as an SVG path: an S in the same row of the drawing; from one row to the next down to the space between the
 * rows, at height `lane`, along it, and down again.
 */
export function edgePath(from: Point, to: Point, lane: number | null): string {
  if (lane === null) {
    const middle = (from.x + to.x) / 2;
    return `M${from.x},${from.y}C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
  }
  const way = to.x < from.x ? -1 : 1;
  const turn = Math.min(corner, Math.abs(to.x - from.x) / 2);
  return [
    `M${from.x},${from.y}V${lane - corner}`,
    `Q${from.x},${lane} ${from.x + way * turn},${lane}`,
    `H${to.x - way * turn}`,
    `Q${to.x},${lane} ${to.x},${lane + corner}V${to.y}`,
  ].join('');
}

/** Where the views begin a flight: no larger and no smaller than this, so that nothing is drawn as one pixel or as a hundred screens. */
const mostScale = 14;

/**
 * The transform under which something at `now` in `stage` appears where it was `before`: from its own corner, scaled by width. Null
 * where there is nothing to see of a flight.
 */
export function flightFrom(before: Box, now: Box, stage: Box): string | null {
  if (before.width <= 0 || now.width <= 0) return null;
  const scale = Math.min(mostScale, Math.max(1 / mostScale, before.width / now.width));
  // Middles meet, whatever the scale was cut to.
  const x =
    before.left + before.width / 2 - stage.left - scale * (now.left + now.width / 2 - stage.left);
  const y =
    before.top + before.height / 2 - stage.top - scale * (now.top + now.height / 2 - stage.top);
  return `translate(${x}px, ${y}px) scale(${scale})`;
}
