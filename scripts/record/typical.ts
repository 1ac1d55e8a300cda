/** Which of several runs is the typical one, and what they add up to. Arithmetic only. */
import { deviation, mean, median } from 'd3';
import type { EpochResult } from '../../src/core/network/run.ts';

interface Run {
  readonly seed: number;
  /** How many epochs it was to have at most. */
  readonly most: number;
  readonly epochs: readonly EpochResult[];
}

/** Validation accuracy of the best epoch and of the last one, which epoch was best, seconds of all. */
export interface Outcome {
  readonly best: number;
  readonly epoch: number;
  readonly final: number;
  readonly seconds: number;
}

export function outcomeOf(accuracies: readonly number[], seconds: readonly number[]): Outcome {
  const best = Math.max(...accuracies);
  return {
    best,
    epoch: accuracies.indexOf(best) + 1,
    final: accuracies.at(-1)!,
    seconds: seconds.reduce((sum, value) => sum + value, 0),
  };
}

export const outcome = ({ epochs }: Pick<Run, 'epochs'>): Outcome =>
  outcomeOf(
    epochs.map((result) => result.validationAccuracy),
    epochs.map((result) => result.seconds),
  );

/** Mean, and the sample's standard deviation (n - 1); 0 for a single value. */
export const spread = (values: readonly number[]): { mean: number; deviation: number } => ({
  mean: mean(values)!,
  deviation: deviation(values) ?? 0,
});

/**
 * The run whose best validation accuracy is the median of all; of several that are as near, the one whose last accuracy is nearest to the
 * median of those, then the lowest seed. A run that stopped early counts in the medians, but is taken only where no run went
 * the whole way. Throws where there is no run.
 */
export function typicalRun<T extends Run>(runs: readonly T[]): T {
  const middle = {
    best: median(runs, (run) => outcome(run).best) ?? NaN,
    final: median(runs, (run) => outcome(run).final) ?? NaN,
  };
  const whole = runs.filter((run) => run.epochs.length === run.most);
  const candidates = (whole.length > 0 ? whole : runs).map((run) => {
    const { best, final } = outcome(run);
    // Accuracies are counts of pictures: a difference below one picture is rounding.
    const digits = (value: number): number => Number(value.toFixed(6));
    return {
      run,
      off: digits(Math.abs(best - middle.best)),
      last: digits(Math.abs(final - middle.final)),
    };
  });
  candidates.sort((a, b) => a.off - b.off || a.last - b.last || a.run.seed - b.run.seed);
  const [first] = candidates;
  if (!first) throw new Error('typical run: expected at least one run, got none');
  return first.run;
}

/** Whether the recipe's patience ended a run before its last epoch. */
export const stoppedEarly = ({ epochs, most }: Run): boolean => epochs.length < most;
