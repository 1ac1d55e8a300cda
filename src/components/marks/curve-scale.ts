/** The axes of the training curves: where a value stands, and which values get a tick. Arithmetic only; nothing is drawn here. */
import { scaleLinear, scaleLog } from 'd3';

interface Tick {
  readonly value: number;
  readonly text: string;
}

export interface Axis {
  /** Pixels from the top edge; a value beyond an end of the axis stands at that end, one that is no number at the top. */
  readonly place: (value: number) => number;
  readonly ticks: readonly Tick[];
  readonly domain: readonly [number, number];
}

/** What the axis of losses holds at least: the published run, from 0.28 to 3.12, with air. */
export const leastLossDomain = [0.2, 5] as const;
/** Beyond these a loss stands at the edge: a network that knows its pictures by heart, and one that diverges. */
export const mostLossDomain = [0.001, 100] as const;

const ladder = [1, 2, 5];

/** The nearest of 1, 2, 5 times a power of ten that is not above `value`. */
function rungBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const rung = ladder.findLast((candidate) => candidate * power <= value * (1 + 1e-9)) ?? 1;
  return Number((rung * power).toPrecision(1));
}

function rungAbove(value: number): number {
  const below = rungBelow(value);
  if (below >= value * (1 - 1e-9)) return below;
  const power = 10 ** Math.floor(Math.log10(below) + 1e-9);
  const next = ladder.find((candidate) => candidate * power > below * (1 + 1e-9)) ?? 10;
  return Number((next * power).toPrecision(1));
}

/**
 * A logarithmic axis of `height` pixels that holds `losses`: what counts is by which factor a loss falls. It starts with the
 * domain of the published run and widens in steps of the ladder 1, 2, 5, so that it rests while a run goes on.
 */
export function lossAxis(losses: Iterable<number>, height: number): Axis {
  let [least, most]: [number, number] = [...leastLossDomain];
  for (const loss of losses) {
    if (!Number.isFinite(loss)) continue;
    least = Math.min(least, Math.max(loss, mostLossDomain[0]));
    most = Math.max(most, Math.min(loss, mostLossDomain[1]));
  }
  if (least < leastLossDomain[0]) least = rungBelow(least);
  if (most > leastLossDomain[1]) most = rungAbove(most);
  const scale = scaleLog([least, most], [height, 0]).clamp(true);
  const wide = most / least > 1000;
  const ticks = scale
    .ticks()
    .filter((value) => (wide ? [1] : ladder).includes(leadingDigit(value)))
    .map((value) => ({ value, text: String(Number(value.toPrecision(1))) }));
  return {
    place: (value) => (Number.isFinite(value) ? scale(Math.max(value, least)) : 0),
    ticks,
    domain: [least, most],
  };
}

const leadingDigit = (value: number): number => Number(value.toExponential(0)[0]);

/** A linear axis of `height` pixels from 0 to 1, its ticks in per cent. */
export function shareAxis(height: number): Axis {
  const scale = scaleLinear([0, 1], [height, 0]).clamp(true);
  return {
    place: (value) => (Number.isFinite(value) ? scale(value) : height),
    ticks: scale.ticks(5).map((value) => ({ value, text: `${Math.round(100 * value)}%` })),
    domain: [0, 1],
  };
}
