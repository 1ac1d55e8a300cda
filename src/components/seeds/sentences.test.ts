import { expect, test } from 'vitest';
import { checkedText } from '../figure/figure-text.ts';
import { recipe } from '../../core/network/recipe.ts';
import { initialState } from '../../session/session-state.ts';
import { ownRun } from './own-run.ts';
import { allSentence, luckWords, runSentence, seedsText, spreadWords } from './sentences.ts';
import type { SeedRun } from './seed-runs.ts';

const runs: readonly SeedRun[] = [
  { id: 'a', kind: 'ours', name: 'Seed 1', accuracies: [0.4, 0.9, 0.8] },
  { id: 'b', kind: 'ours', name: 'Seed 2', accuracies: [0.3, 0.5, 0.86] },
  { id: 'c', kind: 'published', name: 'The article’s run', accuracies: [0.35, 0.88, 0.7] },
];

test('a run says its best epoch and its last', () => {
  expect(runs.map(runSentence)).toEqual([
    'Seed 1: best 90.0% in epoch 2, 80.0% in the last, epoch 3.',
    'Seed 2: best 86.0% in epoch 3, its last.',
    'The article’s run: best 88.0% in epoch 2, 70.0% in the last, epoch 3.',
  ]);
});

test('all runs together say how far they reach', () => {
  expect(allSentence(runs)).toBe(
    '3 runs of one recipe: the best epoch has 86.0% to 90.0%, the last 70.0% to 86.0%.',
  );
  expect(spreadWords(runs, 'ours', 'last')).toBe('83.0% ± 4.2');
  expect(spreadWords(runs, 'published', 'last')).toBeNull();
});

test('the texts fit their bounds, and their numbers are those of our own runs', () => {
  const { takeaway } = checkedText(seedsText(runs));
  expect(takeaway).toContain('of 2 runs end anywhere from 80.0% to 86.0%');
  expect(luckWords(runs)).toMatch(/3,000 validation pictures .* 83\.0% .* ± 0\.7 .* ± 4\.2\./);
  expect(luckWords(runs.slice(0, 1))).toBe('');
});

test('the reader’s run joins the others once it has an epoch, if it follows the recipe', () => {
  const epoch = {
    epoch: 1,
    loss: 0.9,
    accuracy: 0.6,
    validationLoss: 2,
    validationAccuracy: 0.34,
    confusion: [],
    seconds: 9,
  };
  expect(ownRun(initialState)).toBeNull();
  expect(ownRun({ ...initialState, epochs: [epoch], seed: 7 })).toEqual({
    id: 'yours',
    kind: 'yours',
    name: 'Your run, seed 7',
    accuracies: [0.34],
  });
  for (const other of [{ batchSize: 64 }, { learningRate: 0.01 }, { trainingPictures: 1000 }])
    expect(
      ownRun({
        ...initialState,
        epochs: [epoch],
        hyperparameters: { ...recipe.hyperparameters, ...other },
      }),
    ).toBeNull();
});
