import { describe, expect, it } from 'vitest';
import { shifted, smallPictures } from '../../core/connectivity/shift.ts';
import { connectivities, smallNetwork } from '../../core/connectivity/small-network.ts';
import { smallAccuracy, smallSize } from '../../core/connectivity/small-run.ts';
import { picture } from '../../core/dataset/catalog.ts';
import { fetchFrom, pixelOf, tinyData } from '../../engine/tiny-data.fixture.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const data = tinyData({ training: [24], validation: [12] });
const places = (count: number) => Array.from({ length: count }, (_, place) => place);
const question = {
  readOut: 'mean',
  seed: 7,
  epochs: 2,
  training: { split: 'training', places: places(24) },
  test: { split: 'validation', places: places(12) },
  shifts: [-3, 0, 2],
} as const;

function study() {
  const made = createStudyClient(() => joinedPort(new Map(), { fetch: fetchFrom(data) }));
  made.connect({ base: 'memory:/', manifest: data.manifest });
  return made;
}

describe('the comparison of three connections', () => {
  it('tells of each epoch, and what it found is what its weights say of the moved pictures', async () => {
    const told: number[] = [];
    const found = await study().ask('connectivity', question, {
      partial: ({ history }) => told.push(history.shared.length),
    });
    expect(told).toEqual([1, 2]);
    const pixels = Uint8Array.from({ length: 12 * picture.bytes }, (_, i) =>
      pixelOf(Math.floor(i / picture.bytes), i % picture.bytes),
    );
    const labels = Uint8Array.from({ length: 12 }, (_, place) => place % 3);
    for (const kind of connectivities) {
      expect(found.history[kind]).toHaveLength(2);
      // Not moved, the pictures are those that were counted after the last epoch.
      expect(found.shifted[kind][1]).toBe(found.history[kind][1]!.test);
      const net = smallNetwork(smallSize, kind, 'mean');
      const again = question.shifts.map((by) =>
        smallAccuracy(net, Float64Array.from(found.weights[kind]), {
          pixels: smallPictures(shifted(pixels, by), smallSize.width),
          labels,
        }),
      );
      expect(found.shifted[kind]).toEqual(again);
    }
  });

  it('is the same every time, and another with another seed', async () => {
    const short = { ...question, epochs: 1 };
    const { weights } = await study().ask('connectivity', short);
    expect((await study().ask('connectivity', short)).weights).toEqual(weights);
    const other = await study().ask('connectivity', { ...short, seed: 8 });
    expect(other.weights.shared).not.toEqual(weights.shared);
  });

  it('ends when nobody wants it any more', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const asked = study().ask(
      'connectivity',
      { ...question, epochs: 50 },
      {
        signal: stop.signal,
        partial: ({ history }) => {
          told.push(history.dense.length);
          stop.abort(new Error('enough'));
        },
      },
    );
    await expect(asked).rejects.toThrow('enough');
    expect(told).toEqual([1]);
  });

  it('needs pictures whose classes are known', async () => {
    const own = { pixels: new Uint8Array(picture.bytes) };
    const asked = study().ask('connectivity', { ...question, training: own });
    await expect(asked).rejects.toThrow('expected pictures of the data set');
  });
});
