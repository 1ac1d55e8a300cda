/** Runs of one recipe that differ by their seeds, and what each came to. Arithmetic only; where the runs come from, the page knows. */
import { deviation, mean } from 'd3';

/** This site's own runs, the reader's, those in PyTorch, and the one that the article prints. */
export type RunKind = 'ours' | 'yours' | 'native' | 'published';

export interface SeedRun {
  /** Unique among the runs. */
  readonly id: string;
  readonly kind: RunKind;
  /** To stand at the start of a sentence. */
  readonly name: string;
  /** After each epoch, from 0 to 1; at least one. */
  readonly accuracies: readonly number[];
}

export interface Outcome {
  readonly best: number;
  /** Counted from 1; the first of equals. */
  readonly bestEpoch: number;
  readonly last: number;
}

export type Quantity = 'best' | 'last';

export function outcomeOf({ accuracies }: Pick<SeedRun, 'accuracies'>): Outcome {
  const best = Math.max(...accuracies);
  return { best, bestEpoch: accuracies.indexOf(best) + 1, last: accuracies.at(-1)! };
}

/** Mean and sample standard deviation (divided by n - 1); null where there is but one run. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
}

export function spreadOf(
  runs: readonly SeedRun[],
  kind: RunKind,
  quantity: Quantity,
): Spread | null {
  const values = runs.filter((run) => run.kind === kind).map((run) => outcomeOf(run)[quantity]);
  const middle = mean(values);
  const wide = deviation(values);
  if (middle === undefined || wide === undefined) return null;
  return { count: values.length, mean: middle, deviation: wide };
}

/** Least and greatest of what the runs came to. */
export function reachOf(runs: readonly SeedRun[], quantity: Quantity): readonly [number, number] {
  const values = runs.map((run) => outcomeOf(run)[quantity]);
  return [Math.min(...values), Math.max(...values)];
}

/** A run's accuracy at a place between two of its epochs, on the straight line drawn there; null where it has none. */
export function accuracyAt({ accuracies }: SeedRun, epoch: number): number | null {
  const before = accuracies[Math.floor(epoch) - 1];
  const after = accuracies[Math.ceil(epoch) - 1];
  if (before === undefined || after === undefined) return null;
  return before + (epoch - Math.floor(epoch)) * (after - before);
}

/** The run whose line is nearest, up or down, to a place of the plot; before the first epoch all count as at it. */
export function nearestRun(
  runs: readonly SeedRun[],
  epoch: number,
  accuracy: number,
): SeedRun | null {
  const distances = runs.flatMap((run) => {
    const value = accuracyAt(run, Math.max(1, epoch));
    return value === null ? [] : [{ run, distance: Math.abs(value - accuracy) }];
  });
  const nearest = distances.reduce<(typeof distances)[number] | null>(
    (least, one) => (least && least.distance <= one.distance ? least : one),
    null,
  );
  return nearest?.run ?? null;
}

/** How far an accuracy over this many pictures wavers by the choice of pictures alone: sqrt(p (1 - p) / n). */
export const samplingError = (accuracy: number, pictures: number): number =>
  Math.sqrt((accuracy * (1 - accuracy)) / pictures);
