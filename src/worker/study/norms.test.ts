import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { look, pass } from '../../core/network/oracle.ts';
import type { Way } from '../../core/network/way.ts';
import { probeBatch } from '../../engine/probe-step.ts';
import { readKernels } from '../../engine/wasm/shard-thread.fixture.ts';
import { viewerOf } from '../../engine/wasm/viewer.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const weights = initialWeights(layout, 8);
const three = probeBatch().pixels.slice(0, 3 * 3072);

function studyOf() {
  const study = createStudyClient(() => joinedPort());
  study.hold('a', weights);
  return study;
}

describe('a reading of the batch norms', () => {
  it('has the statistics that the oracle normalises the batch with', async () => {
    const way: Way = { statistics: 'batch', draw: { seed: 3, step: 1, first: 0 } };
    const found = await studyOf().ask('norms', {
      weights: 'a',
      pictures: { pixels: three },
      way,
      bins: 10,
    });
    const wanted = pass(network, layout, weights, three, way);
    expect([...found.readings.keys()]).toEqual([...wanted.statistics.keys()]);
    for (const [id, { mean, variance }] of wanted.statistics) {
      const reading = found.readings.get(id)!;
      mean.forEach((value, c) => expect(reading.mean[c]).toBeCloseTo(value, 5));
      variance.forEach((value, c) => expect(reading.variance[c]).toBeCloseTo(value, 5));
      expect(reading.counts.length).toBe(10 * mean.length);
    }
    found.probabilities.forEach((share, i) =>
      expect(share).toBeCloseTo(wanted.probabilities[i]!, 6),
    );
    expect(found.labels).toBeNull();
  });
});

describe('a look and a prediction with dropout', () => {
  it('are of the same pass where the picture has the same place among the masks', async () => {
    const viewer = viewerOf(readKernels('relaxed'));
    const study = createStudyClient(() =>
      joinedPort(new Map(), { openViewer: async () => viewer }),
    );
    study.hold('a', weights);
    const draw = { seed: 0, step: 4, first: 0 };
    const one = three.slice(0, 3072);
    // More than go through at once, so that the places go on from part to part.
    const many = new Uint8Array(62 * 3072);
    for (let i = 0; i < 62; i++) many.set(one, i * 3072);
    const { probabilities } = await study.ask('predict', {
      weights: 'a',
      pictures: { pixels: many },
      way: { statistics: 'moving', draw },
    });
    for (const first of [1, 61]) {
      const way: Way = { statistics: 'moving', draw: { ...draw, first } };
      const { layers } = await study.ask('look', { weights: 'a', picture: { pixels: one }, way });
      const wanted = look(network, layout, weights, one, way).get('dense')!.data;
      wanted.forEach((share, label) => {
        expect(layers.get('dense')!.data[label]).toBeCloseTo(share, 5);
        expect(probabilities[3 * first + label]).toBeCloseTo(share, 5);
      });
    }
    expect(probabilities.slice(0, 3)).not.toEqual(probabilities.slice(3, 6));
  });
});
