/** Axes, paths and labels of the figure's two plots. Arithmetic only; nothing is drawn here. */
import { line, scaleLinear } from 'd3';
import { connectivities, type Connectivity } from '../../core/connectivity/small-network.ts';
import { spread } from '../marks/curve-labels.ts';
import { kindNames } from './connectivity-text.ts';

export interface PlotPoint {
  readonly x: number;
  /** A share from 0 to 1. */
  readonly y: number;
}
export type PlotLines = Readonly<Record<Connectivity, readonly PlotPoint[]>>;

export interface ShareScale {
  /** Pixels from the top. */
  readonly place: (share: number) => number;
  readonly ticks: readonly number[];
}

/** A third is what guessing gets; the axis holds it and goes on to what was reached, in tenths. */
export function shareScale(lines: PlotLines, height: number): ShareScale {
  const shares = connectivities.flatMap((kind) => lines[kind].map(({ y }) => y));
  const least = Math.min(0.3, ...shares.map((share) => Math.floor(10 * share) / 10));
  const most = Math.max(0.8, ...shares.map((share) => Math.ceil(10 * share) / 10));
  const scale = scaleLinear([least, most], [height, 0]);
  return { place: (share) => scale(share), ticks: scale.ticks(5) };
}

/** Units of the drawing across. */
export const plotUnits = 1000;

export const across = (x: number, [from, to]: readonly [number, number]): number =>
  ((x - from) / (to - from)) * plotUnits;

export function pathOf(
  points: readonly PlotPoint[],
  domain: readonly [number, number],
  place: (share: number) => number,
): string {
  const path = line<PlotPoint>(
    ({ x }) => across(x, domain),
    ({ y }) => place(y),
  );
  return points.length < 2 ? '' : (path.digits(2)(points) ?? '');
}

export interface PlotLabel {
  readonly kind: Connectivity;
  readonly text: string;
  /** Pixels from the top to its middle. */
  readonly top: number;
}

/** The names at the ends of the lines, none over another. */
export function plotLabels(
  lines: PlotLines,
  place: (share: number) => number,
  height: number,
): readonly PlotLabel[] {
  const ends = connectivities.flatMap((kind) => {
    const end = lines[kind].at(-1);
    return end ? [{ kind, text: kindNames[kind], top: place(end.y) }] : [];
  });
  const tops = spread(
    ends.map(({ top }) => top),
    18,
    height,
  );
  return ends.map((label, index) => ({ ...label, top: tops[index]! }));
}
