/** What a panel of curves shows, as plain data: lines, dots, levels and labels. How it looks stands in CurvePanel.svelte. */
import { line } from 'd3';

/** Whose line it is and of what; each has its own stroke. */
export type CurveKind =
  'steps' | 'smooth' | 'training' | 'validation' | 'beside-training' | 'beside-validation';

export interface CurvePoint {
  /** In epochs from the start of the run. */
  readonly epoch: number;
  readonly value: number;
}

export interface Curve {
  readonly kind: CurveKind;
  readonly points: readonly CurvePoint[];
  /** A dot at each point. */
  readonly dots: boolean;
  /** What stands at its end; null: nothing. */
  readonly label: string | null;
}

/** One value of one line, to be pointed out. */
export interface Spot extends CurvePoint {
  readonly kind: CurveKind;
}

/** A height that means something by itself, for example the loss of guessing. */
export interface Level {
  readonly value: number;
  readonly label: string;
}

/** Width of the drawing's own units; the browser stretches it to the panel's width. */
export const panelUnits = 1000;

/** The horizontal place of an epoch, in the drawing's units. */
export const across = (epoch: number, epochs: number): number => (epoch / epochs) * panelUnits;

/** A path through the points, in the drawing's units; empty for fewer than two points. */
export function pathOf(
  points: readonly CurvePoint[],
  epochs: number,
  place: (value: number) => number,
): string {
  if (points.length < 2) return '';
  const path = line<CurvePoint>(
    ({ epoch }) => across(epoch, epochs),
    ({ value }) => place(value),
  );
  return path.digits(2)(points) ?? '';
}

/** Dots of one stroke each: lines of no length with round ends, which stay round however the drawing is stretched. */
export const dotsOf = (
  points: readonly CurvePoint[],
  epochs: number,
  place: (value: number) => number,
): string =>
  points
    .map(({ epoch, value }) => `M${across(epoch, epochs).toFixed(2)},${place(value).toFixed(2)}h0`)
    .join('');

/**
 * The exponential moving average of `values`, with the bias of its start taken out as Adam does it (Kingma & Ba 2015):
 * weight `1 / memory` for each new value. A value that is no number ends it.
 */
export function smoothed(values: readonly number[], memory: number): readonly number[] {
  const keep = 1 - 1 / Math.max(1, memory);
  const means: number[] = [];
  let sum = 0;
  let weight = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) break;
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    means.push(sum / weight);
  }
  return means;
}
