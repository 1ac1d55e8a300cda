/** The reader's own run among the others: only where it follows the same recipe, or it would not be luck that differs. */
import { recipe } from '../../core/network/recipe.ts';
import type { SessionState } from '../../session/session-state.ts';
import type { SeedRun } from './seed-runs.ts';

type Own = Pick<SessionState, 'epochs' | 'seed' | 'hyperparameters'>;

/** Null before the first epoch is done, and where batch size, learning rate or pictures are other than the recipe's. */
export function ownRun({ epochs, seed, hyperparameters }: Own): SeedRun | null {
  if (epochs.length === 0 || !followsRecipe(hyperparameters)) return null;
  return {
    id: 'yours',
    kind: 'yours',
    name: `Your run, seed ${seed}`,
    accuracies: epochs.map(({ validationAccuracy }) => validationAccuracy),
  };
}

const followsRecipe = (given: Own['hyperparameters']): boolean =>
  (Object.keys(recipe.hyperparameters) as (keyof typeof given)[]).every(
    (name) => given[name] === recipe.hyperparameters[name],
  );
