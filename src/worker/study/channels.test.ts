import { expect, test } from 'vitest';
import { ChannelMeter } from '../../core/network/channel-answers.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { fetchFrom, tinyData } from '../../engine/tiny-data.fixture.ts';
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
const validation = (...places: number[]) => ({ split: 'validation', places }) as const;

test('the channels of every layer answer as the oracle has it, over the same pictures', async () => {
  const study = connected();
  // Place p has class p % 3: of these six, one of class 0 is one too many.
  const found = await study.ask('channels', {
    weights: 'a',
    pictures: validation(0, 3, 4, 5, 6, 2),
    each: 1,
  });
  expect(found.pictures).toBe(3);
  expect(found.layers.size).toBe(17);
  const seen = await study.ask('predict', { weights: 'a', pictures: validation(0, 4, 5) });
  for (const id of ['conv1a', 'bn2', 'pool3', 'dense']) {
    const looks = [0, 1, 2].map((i) =>
      plainViewer.look(weights, seen.pixels.slice(i * 3072, (i + 1) * 3072)).get(id)!,
    );
    const meter = new ChannelMeter(3, looks[0]!.channels);
    looks.forEach((volume, label) => meter.add(volume, label));
    expect(found.layers.get(id), id).toEqual(meter.reading());
  }
});

test('pictures without labels are refused', async () => {
  const study = connected();
  const asked = study.ask('channels', {
    weights: 'a',
    pictures: { pixels: new Uint8Array(3072) },
    each: 1,
  });
  await expect(asked).rejects.toThrow('expected pictures with labels');
});
