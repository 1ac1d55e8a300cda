/** A curve that a reader draws, point by point: what a stroke or a key makes of its values. It draws nothing. */

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Steps of a key over the whole range. */
const steps = 50;

/** In whole hundredths of the range, so that a hand's tremble is no precision. */
export function snapped(value: number, { least, most }: Range): number {
  const grain = (most - least) / (2 * steps);
  const held = Math.min(most, Math.max(least, value));
  return Number((least + Math.round((held - least) / grain) * grain).toPrecision(12));
}

/** Where a curve begins that nobody has drawn: level, in the middle. */
export const level = (count: number, { least, most }: Range): readonly number[] =>
  Array.from({ length: count }, () => (least + most) / 2);

interface Touch {
  readonly index: number;
  readonly value: number;
}

/** The values after a stroke from one place to another; those between lie on the straight line. */
export function stroked(values: readonly number[], from: Touch, to: Touch, range: Range): number[] {
  const [left, right] = from.index <= to.index ? [from, to] : [to, from];
  return values.map((value, index) => {
    if (index === to.index) return snapped(to.value, range);
    if (index < left.index || index > right.index || index === from.index) return value;
    const share = (index - left.index) / (right.index - left.index);
    return snapped(left.value + share * (right.value - left.value), range);
  });
}

/** By keys as at every slider; null for a key that is none of its. */
export function keyed(value: number, key: string, range: Range): number | null {
  const step = (range.most - range.least) / steps;
  const by: Readonly<Record<string, number>> = {
    ArrowUp: step,
    ArrowRight: step,
    ArrowDown: -step,
    ArrowLeft: -step,
    PageUp: 10 * step,
    PageDown: -10 * step,
    Home: -Infinity,
    End: Infinity,
  };
  return by[key] === undefined ? null : snapped(value + by[key], range);
}
