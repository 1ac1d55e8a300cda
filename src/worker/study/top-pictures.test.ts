import { expect, test } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { noPictures, withPictures } from '../../core/network/top-pictures.ts';
import { fetchFrom, pixelOf, tinyData } from '../../engine/tiny-data.fixture.ts';
import { plainViewer } from '../../engine/viewer.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const weights = initialWeights(layout, 5);

function connected() {
  const data = tinyData({ training: [60], validation: [12] });
  const study = createStudyClient(() => joinedPort(new Map(), { fetch: fetchFrom(data) }));
  study.connect({ base: 'memory:/', manifest: data.manifest });
  study.hold('a', weights);
  return study;
}

const pictureAt = (place: number) => Uint8Array.from({ length: 3072 }, (_, i) => pixelOf(place, i));

test('pictures asked for in two parts are compared as the plain loops compare them in one', async () => {
  const study = connected();
  const ask = (places: readonly number[], before = noPictures(32, 2)) =>
    study.ask('top-pictures', {
      weights: 'a',
      layer: 'pool1',
      pictures: { split: 'validation', places },
      before,
    });
  const first = await ask([7, 2]);
  const { tops, pixels, labels } = await ask([4], first.tops);
  const maps = [7, 2, 4].map((place) => plainViewer.look(weights, pictureAt(place)).get('pool1')!);
  expect(tops).toEqual(withPictures(noPictures(32, 2), [7, 2, 4], maps));
  expect(tops.seen).toBe(3);
  expect(pixels).toEqual(pictureAt(4));
  // Place p has class p % 3.
  expect([...labels]).toEqual([1]);
  expect([...first.labels]).toEqual([1, 2]);
});

test('a layer that is none is refused by name', async () => {
  const asked = connected().ask('top-pictures', {
    weights: 'a',
    layer: 'conv9',
    pictures: { split: 'validation', places: [0] },
    before: noPictures(32, 2),
  });
  await expect(asked).rejects.toThrow('expected a layer of the network, got "conv9"');
});
