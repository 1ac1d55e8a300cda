/** The runs that the figure about luck draws: all on record for the build's pictures, and for CIFAR-10 those that others made. */
import { nativeRuns } from '../components/facts/native-runs.ts';
import { publishedRun } from '../components/facts/published-run.ts';
import type { SeedRun } from '../components/seeds/seed-runs.ts';
import { dataLabel, recordedRun } from './build-data.ts';
import { runsOnRecord } from './runs-on-record.ts';

const accuraciesOf = (epochs: readonly { readonly validationAccuracy: number }[]) =>
  epochs.map(({ validationAccuracy }) => validationAccuracy);

const ours = runsOnRecord.map(({ seed, epochs }): SeedRun => ({
  id: `ours-${seed}`,
  kind: 'ours',
  name: `Seed ${seed}${seed === recordedRun.seed ? ', shown on this site' : ''}`,
  accuracies: accuraciesOf(epochs),
}));

const others: readonly SeedRun[] = [
  ...nativeRuns.map(({ seed, validationAccuracy }): SeedRun => ({
    id: `native-${seed}`,
    kind: 'native',
    name: `PyTorch, seed ${seed}`,
    accuracies: validationAccuracy,
  })),
  {
    id: 'published',
    kind: 'published',
    name: 'The article’s run',
    accuracies: accuraciesOf(publishedRun),
  },
];

export const seedRuns: readonly SeedRun[] = dataLabel.drawn ? ours : [...ours, ...others];
