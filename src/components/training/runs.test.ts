import { describe, expect, test } from 'vitest';
import { beforeSentence } from './run-sentences.ts';
import { stateAfter } from './run.fixture.ts';
import { published, runOf, shownRuns, type RecordedEpochs } from './runs.ts';

const { epochs, stepsPerEpoch } = stateAfter(1180);
const recorded: RecordedEpochs = {
  epochs,
  stepsPerEpoch,
  best: 8,
  seed: 3,
  steps: { loss: [2, 1.5], accuracy: [0.3, 0.4] },
};

describe('the runs on show', () => {
  test('before a run of the reader’s: the recorded one, beside the published', () => {
    const { whose, main, beside } = shownRuns(stateAfter(0), recorded, 'recorded');
    expect([whose, beside.name]).toEqual(['recorded', 'published']);
    expect(main.steps).toEqual([
      { step: 0, loss: 2, accuracy: 0.3 },
      { step: 1, loss: 1.5, accuracy: 0.4 },
    ]);
    expect(main.best).toBe(8);
  });

  test('from the first press of Train on: the reader’s own, beside what they choose', () => {
    const state = stateAfter(0, { goal: 'finish' });
    expect(shownRuns(state, recorded, 'recorded')).toMatchObject({
      whose: 'own',
      main: state,
      beside: { name: 'recorded', epochs },
    });
    expect(shownRuns(state, recorded, 'published').beside).toBe(published);
  });

  test('without a recorded run there is the published one', () => {
    expect(shownRuns(stateAfter(0), null, 'recorded').beside).toBe(published);
  });

  test('a record without its steps is drawn by its epochs', () => {
    expect(runOf({ epochs, stepsPerEpoch, best: 8, seed: 3 }).steps).toEqual([]);
  });

  test('the sentence before a run names seed, best epoch and both accuracies', () => {
    expect(beforeSentence(recorded)).toMatch(
      /^Shown: the recorded run, seed 3\. Its best of 10 epochs is epoch 8, with \d\d\.\d%.*published run reached 88\.3%\.$/,
    );
    expect(beforeSentence(null)).toMatch(/^Shown: the published run/);
  });
});
