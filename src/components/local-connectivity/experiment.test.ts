import { expect, test } from 'vitest';
import { smallRecipe, type SmallFindings } from '../../core/connectivity/small-run.ts';
import { eachConnectivity } from '../../core/connectivity/small-network.ts';
import type { Session } from '../../session/session.ts';
import { epochsOf, Experiment } from './experiment.ts';

const progress = (epochs: number) => ({
  history: eachConnectivity(() =>
    Array.from({ length: epochs }, () => ({ loss: 1, accuracy: 0.5, test: 0.5 })),
  ),
  weights: eachConnectivity(() => new Float32Array(1)),
});
const shifted = eachConnectivity(() => smallRecipe.shifts.map(() => 0.5));

/** A study that waits to be told what to answer. */
function studyOf() {
  const asked: {
    question: unknown;
    tell: (value: unknown) => void;
    answer: (value: SmallFindings) => void;
    fail: (error: Error) => void;
  }[] = [];
  const ask = (
    _name: string,
    question: unknown,
    options: { signal: AbortSignal; partial: (value: unknown) => void },
  ) =>
    new Promise((resolve, reject) => {
      options.signal.addEventListener('abort', () => reject(options.signal.reason as Error));
      asked.push({ question, tell: options.partial, answer: resolve, fail: reject });
    });
  return { asked, study: { ask } as unknown as Pick<Session['study'], 'ask'> };
}

test('asks with the recipe, shows each epoch, and remembers what came of it', async () => {
  const { asked, study } = studyOf();
  const experiment = new Experiment(study);
  const done = experiment.train('mean');
  expect(experiment.trials.get().going).toBe('mean');
  expect(asked[0]!.question).toMatchObject({
    readOut: 'mean',
    epochs: smallRecipe.epochs,
    shifts: smallRecipe.shifts,
  });
  asked[0]!.tell(progress(2));
  expect(epochsOf(experiment.trials.get().outcomes.mean!.progress)).toBe(2);
  expect(experiment.trials.get().outcomes.mean!.shifted).toBeNull();
  asked[0]!.answer({ ...progress(15), shifted });
  await done;
  expect(experiment.trials.get().going).toBeNull();
  expect(experiment.trials.get().outcomes.mean!.shifted).toEqual(shifted);
  expect(experiment.trials.get().outcomes.places).toBeUndefined();
});

test('stopped, it keeps what was learned and says nothing of trouble', async () => {
  const { asked, study } = studyOf();
  const experiment = new Experiment(study);
  const done = experiment.train('places');
  asked[0]!.tell(progress(3));
  experiment.stop();
  await done;
  expect(experiment.trials.get().going).toBeNull();
  expect(experiment.trials.get().trouble).toBeNull();
  expect(epochsOf(experiment.trials.get().outcomes.places!.progress)).toBe(3);
});

test('begun anew, the one before ends and does not end the new one', async () => {
  const { asked, study } = studyOf();
  const experiment = new Experiment(study);
  const first = experiment.train('mean');
  const second = experiment.train('places');
  await first;
  expect(experiment.trials.get().going).toBe('places');
  asked[1]!.answer({ ...progress(15), shifted });
  await second;
  expect(experiment.trials.get().outcomes.mean).toBeUndefined();
  expect(experiment.trials.get().outcomes.places!.shifted).toEqual(shifted);
});

test('a fault is said with what to do', async () => {
  const { asked, study } = studyOf();
  const experiment = new Experiment(study);
  const done = experiment.train('mean');
  asked[0]!.fail(new Error('The pictures could not be fetched.'));
  await done;
  expect(experiment.trials.get().going).toBeNull();
  expect(experiment.trials.get().trouble).toMatch(/could not be fetched.*press Train/);
});
