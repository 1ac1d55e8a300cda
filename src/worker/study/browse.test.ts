import { expect, test } from 'vitest';
import { drawPictures } from '../../core/dataset/browse.ts';
import { MeanMeter, type MeanPictures } from '../../core/dataset/mean-picture.ts';
import { fetchFrom, pixelOf, tinyData } from '../../engine/tiny-data.fixture.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

/** Picture `place` has class `place % 3` and bytes that tell its place. */
const pictureAt = (place: number) => Uint8Array.from({ length: 3072 }, (_, i) => pixelOf(place, i));

function connected(training: readonly number[]) {
  const data = tinyData({ training, validation: [12] });
  const fetched: string[] = [];
  const answer = fetchFrom(data);
  const fetch = (url: string) => {
    fetched.push(url);
    return answer(url);
  };
  const study = createStudyClient(() => joinedPort(new Map(), { fetch }));
  study.connect({ base: 'memory:/', manifest: data.manifest });
  return { study, fetched };
}

test('pictures are drawn from one part of a split, with their places in it, and only that part is fetched', async () => {
  const { study, fetched } = connected([40, 30]);
  const draw = { label: 1, count: 4, seed: 0, draw: 7 };
  const seen = await study.ask('browse', { split: 'training', first: 40, among: 30, ...draw });
  const labels = Array.from({ length: 30 }, (_, i) => (40 + i) % 3);
  expect(seen.places).toEqual([...drawPictures(labels, draw)].map((place) => 40 + place));
  expect([...seen.labels]).toEqual([1, 1, 1, 1]);
  seen.places.forEach((place, i) =>
    expect(seen.pixels.slice(i * 3072, (i + 1) * 3072)).toEqual(pictureAt(place)),
  );
  expect(fetched).toHaveLength(1);
  expect(fetched[0]).toContain('training-1');
});

test('averages tell what there is after each file, and end as the meter over all has it', async () => {
  // Files of the real size: 1,250 pictures, and a rest.
  const { study } = connected([1250, 50]);
  const told: MeanPictures[] = [];
  const found = await study.ask(
    'averages',
    { split: 'training', count: 1300 },
    { partial: (part) => told.push(part) },
  );
  expect(told.map(({ counts }) => counts)).toEqual([[417, 417, 416]]);
  const meter = new MeanMeter();
  for (let place = 0; place < 1300; place++) meter.add(pictureAt(place), Uint8Array.of(place % 3));
  expect(found).toEqual(meter.reading());
});

test('averages that nobody wants any more fetch no further file', async () => {
  const { study, fetched } = connected([1250, 1250, 1250]);
  const stop = new AbortController();
  const asked = study.ask(
    'averages',
    { split: 'training', count: 3750 },
    { signal: stop.signal, partial: () => stop.abort(new Error('enough')) },
  );
  await expect(asked).rejects.toThrow('enough');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(fetched.length).toBeLessThan(3);
});
