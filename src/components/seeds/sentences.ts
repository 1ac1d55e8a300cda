/** The words of the figure about luck: its texts, made from the runs, and what it says of one run or of all. */
import { counts } from '../../core/dataset/catalog.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { percentText } from '../marks/format.ts';
import {
  outcomeOf,
  reachOf,
  samplingError,
  spreadOf,
  type RunKind,
  type SeedRun,
} from './seed-runs.ts';

export const kindNames: Readonly<Record<RunKind, string>> = {
  ours: 'This site’s engine',
  yours: 'Your run',
  native: 'PyTorch 1.13',
  published: 'The article, Keras',
};

/** Percentage points with one decimal. */
const points = (share: number): string => (100 * share).toFixed(1);

export function seedsText(runs: readonly SeedRun[]): FigureText {
  const ours = runs.filter(({ kind }) => kind === 'ours');
  const [least, most] = reachOf(ours, 'last');
  return {
    name: 'seeds',
    title: 'Luck: one recipe, other seeds',
    purpose:
      'Shows how far runs of the very same recipe differ when nothing but chance is different: first weights, order of pictures, dropout masks.',
    howToRead:
      'Each line is one run: accuracy on the validation pictures after each epoch. Point at a line, a dot or a row of the list to follow one run. The two strips put all runs side by side, by their best epoch and by their last; a bar reaches one standard deviation to each side of the mean.',
    takeaway: `Nothing but the seed differs, and yet the last epochs of ${ours.length} runs end anywhere from ${percentText(least)} to ${percentText(most)}. A change to the recipe that gains less than such a spread has shown nothing yet: compare several seeds.`,
  };
}

export function runSentence(run: SeedRun): string {
  const { best, bestEpoch, last } = outcomeOf(run);
  const { length } = run.accuracies;
  const end =
    length === bestEpoch ? 'its last' : `${percentText(last)} in the last, epoch ${length}`;
  return `${run.name}: best ${percentText(best)} in epoch ${bestEpoch}, ${end}.`;
}

export function allSentence(runs: readonly SeedRun[]): string {
  const words = (quantity: 'best' | 'last') =>
    reachOf(runs, quantity).map(percentText).join(' to ');
  return `${runs.length} runs of one recipe: the best epoch has ${words('best')}, the last ${words('last')}.`;
}

/** `86.8% ± 2.9`; null for fewer than two runs. */
export function spreadWords(
  runs: readonly SeedRun[],
  kind: RunKind,
  quantity: 'best' | 'last',
): string | null {
  const spread = spreadOf(runs, kind, quantity);
  return spread && `${percentText(spread.mean)} ± ${points(spread.deviation)}`;
}

/** How much of the spread could come from the validation pictures alone. */
export function luckWords(runs: readonly SeedRun[]): string {
  const spread = spreadOf(runs, 'ours', 'last');
  if (!spread) return '';
  const error = samplingError(spread.mean, counts.validation);
  return `If only the choice of ${counts.validation.toLocaleString('en')} validation pictures were luck, an accuracy of ${percentText(spread.mean)} would waver by ± ${points(error)} points. From seed to seed it wavers by ± ${points(spread.deviation)}.`;
}
