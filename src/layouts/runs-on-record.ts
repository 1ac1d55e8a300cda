/** All runs of the recipe that were recorded on pictures like the build's, as the project's own record has them; one of them ships. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataLabel } from './build-data.ts';

interface RunOnRecord {
  readonly set: 'cifar10' | 'procedural';
  readonly seed: number;
  readonly epochs: readonly { readonly validationAccuracy: number }[];
  /**
   * Its last weights asked about the first `pictures` validation pictures: shares named rightly, normalised by the moving averages
   * and by these pictures' own statistics, dropout off in both.
   */
  readonly last: { readonly pictures: number; readonly moving: number; readonly own: number };
}

const { runs } = JSON.parse(readFileSync(join('docs', 'runs.json'), 'utf8')) as {
  readonly runs: readonly RunOnRecord[];
};
const set = dataLabel.drawn ? 'procedural' : 'cifar10';

export const runsOnRecord: readonly RunOnRecord[] = runs.filter((run) => run.set === set);
if (runsOnRecord.length === 0)
  throw new Error(`runs: expected some on "${set}" in docs/runs.json, got none`);
