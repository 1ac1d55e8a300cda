import { describe, expect, it } from 'vitest';
import { picture } from '../../core/dataset/catalog.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { oracleState, trainStep } from '../../core/network/oracle.ts';
import { recipe } from '../../core/network/recipe.ts';
import { stepReading } from '../../core/network/step-reading.ts';
import { fetchFrom, pixelOf, tinyData } from '../../engine/tiny-data.fixture.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const weights = initialWeights(layout, 5);
const data = tinyData({ training: [24], validation: [12] });
const pictures = 1;

function studyOf() {
  const study = createStudyClient(() => joinedPort(new Map(), { fetch: fetchFrom(data) }));
  study.connect({ base: 'memory:/', manifest: data.manifest });
  study.hold('a', weights);
  return study;
}

/** The first training pictures but `step - 1` batches of them, as the data has them. */
const batch = (step: number) => {
  const first = (step - 1) * pictures;
  const bytes = pictures * picture.bytes;
  return {
    pixels: Uint8Array.from({ length: bytes }, (_, i) =>
      pixelOf(first + Math.floor(i / picture.bytes), i % picture.bytes),
    ),
    labels: Uint8Array.from({ length: pictures }, (_, n) => (first + n) % 3),
  };
};

/** What the oracle finds in three steps, one after the other. */
function oracleReadings(seed: number) {
  const { learningRate } = recipe.hyperparameters;
  let state = oracleState(layout, weights);
  return [1, 2, 3].map((step) => {
    const before = state;
    const taken = trainStep(network, layout, before, batch(step), {
      learningRate,
      seed,
      dropout: true,
    });
    state = taken.state;
    return stepReading(before, batch(step), taken);
  });
}

describe('a training step in the open', () => {
  it('is the oracle’s, in whatever order steps are asked for', async () => {
    const wanted = oracleReadings(3);
    const study = studyOf();
    const told: number[] = [];
    for (const step of [2, 3, 1]) {
      const question = { weights: 'a', seed: 3, step, pictures };
      const found = await study.ask('step', question, { partial: ({ taken }) => told.push(taken) });
      expect(found).toEqual(wanted[step - 1]);
    }
    // Step 2 begins with step 1; step 3 goes on from what step 2 began with.
    expect(told).toEqual([1, 2]);
  });

  it('has other dropout masks with another seed', async () => {
    const study = studyOf();
    const ask = (seed: number) => study.ask('step', { weights: 'a', seed, step: 1, pictures });
    const [one, other] = [await ask(3), await ask(4)];
    expect(other.loss).not.toBe(one.loss);
    expect(other.weights).toEqual(one.weights);
  });

  it('before the first is refused', async () => {
    const asked = studyOf().ask('step', { weights: 'a', seed: 3, step: 0, pictures });
    await expect(asked).rejects.toThrow('expected a whole number from 1 on, got 0');
  });
});
