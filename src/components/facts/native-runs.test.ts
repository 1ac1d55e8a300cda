import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recipe } from '../../core/network/recipe.ts';
import { nativeRuns } from './native-runs.ts';

const record = new URL('../../../../shared/reference/runs.json', import.meta.url);

test('each of the native runs has all epochs of the recipe and a seed of its own', () => {
  expect(new Set(nativeRuns.map(({ seed }) => seed)).size).toBe(nativeRuns.length);
  for (const { validationAccuracy, seconds } of nativeRuns) {
    expect(validationAccuracy).toHaveLength(recipe.epochs);
    expect(seconds).toHaveLength(recipe.epochs);
  }
});

test.skipIf(!existsSync(record))('the native runs are those on record beside the project', () => {
  const { native } = JSON.parse(readFileSync(record, 'utf8')) as {
    native: { runs: { seed: number; epochs: { val_accuracy: number; seconds: number }[] }[] };
  };
  expect(nativeRuns).toEqual(
    native.runs.map(({ seed, epochs }) => ({
      seed,
      validationAccuracy: epochs.map((epoch) => epoch.val_accuracy),
      seconds: epochs.map((epoch) => epoch.seconds),
    })),
  );
});
