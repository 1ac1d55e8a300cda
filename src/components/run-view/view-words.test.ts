import { expect, test } from 'vitest';
import { stateAfter } from '../training/run.fixture.ts';
import { epochWords, lastEpoch, networkWords } from './view-words.ts';

const own = { run: 'own', epoch: null, key: null, notice: null } as const;
const recorded = { run: 'recorded', epoch: 8, key: 'recorded 8', notice: null } as const;
const state = stateAfter(1180);

test('an epoch is named with its validation accuracy, and the best is marked', () => {
  expect(epochWords(0, state)).toBe('before training');
  expect(epochWords(state.best!, state)).toMatch(
    /^epoch \d+, validation accuracy \d\d\.\d%, the best$/,
  );
  expect(epochWords(1, state)).toMatch(/^epoch 1, validation accuracy \d\d\.\d%$/);
});

test('the network is named by its run and by how far it has learnt', () => {
  expect(networkWords(recorded, 944)).toBe('of the recorded run, after epoch 8');
  expect(networkWords({ ...recorded, epoch: 0 }, 0)).toBe('of the recorded run, before training');
  expect(networkWords(own, 1)).toBe('of your run, after 1 step');
  expect(networkWords(own, 1200)).toBe('of your run, after 1,200 steps');
});

test('the slider ends with the run on view', () => {
  expect(lastEpoch(recorded, { epochs: state.epochs }, stateAfter(0))).toBe(10);
  expect(lastEpoch(recorded, null, state)).toBe(0);
  expect(lastEpoch(own, null, stateAfter(300))).toBe(2);
});
