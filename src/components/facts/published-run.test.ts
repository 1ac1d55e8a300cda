import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recipe } from '../../core/network/recipe.ts';
import { publishedBest, publishedRun } from './published-run.ts';

const record = new URL('../../../../shared/reference/runs.json', import.meta.url);

test('the published run has an epoch for each of the recipe, and its best is the eighth', () => {
  expect(publishedRun.map(({ epoch }) => epoch)).toEqual(
    Array.from({ length: recipe.epochs }, (_, index) => index + 1),
  );
  expect(publishedBest.epoch).toBe(8);
  expect(publishedBest.validationAccuracy).toBe(0.883);
});

test.skipIf(!existsSync(record))(
  'the published run is the one on record beside the project',
  () => {
    const { published } = JSON.parse(readFileSync(record, 'utf8')) as {
      published: { epochs: Record<string, number>[] };
    };
    expect(
      publishedRun.map(({ loss, accuracy, validationLoss, validationAccuracy, seconds }) => ({
        seconds,
        loss,
        accuracy,
        val_loss: validationLoss,
        val_accuracy: validationAccuracy,
      })),
    ).toEqual(published.epochs);
  },
);
