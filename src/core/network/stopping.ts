/** When the recipe is over: after its epochs, or when validation accuracy has not risen for `patience` of them. */
import type { EpochResult } from './run.ts';
import { recipe } from './recipe.ts';

/** Epoch with the highest validation accuracy, the first of equals, counted from 1; null where there is none. */
export function bestEpoch(epochs: readonly EpochResult[]): number | null {
  let best: EpochResult | null = null;
  for (const result of epochs)
    if (!best || result.validationAccuracy > best.validationAccuracy) best = result;
  return best?.epoch ?? null;
}

/** Why a run with these epochs is over, as a sentence for readers; null where it goes on. */
export function verdict(epochs: readonly EpochResult[]): string | null {
  const best = bestEpoch(epochs);
  if (best === null) return null;
  const kept = `the weights of epoch ${best}, the best on the validation pictures, are kept and shown.`;
  if (epochs.length >= recipe.epochs) return `All ${recipe.epochs} epochs are done; ${kept}`;
  if (epochs.length - best >= recipe.patience)
    return `Stopped after epoch ${epochs.length}, for validation accuracy had not risen in ${recipe.patience} epochs; ${kept}`;
  return null;
}
