import { expect, test, vi } from 'vitest';
import { fetchFrom, tinyData } from '../../engine/tiny-data.fixture.ts';
import { createStudyClient } from '../../worker/study/client.ts';
import { joinedPort } from '../../worker/study/desk.fixture.ts';
import { Catalogue } from './catalogue.ts';

/** A reader's connection that can be cut: then nothing more comes. */
function connected() {
  const data = tinyData({ training: [1250, 1250], validation: [40, 40] });
  const known = fetchFrom(data);
  let cut = false;
  const fetch = (url: string) => (cut ? Promise.reject(new Error('offline')) : known(url));
  const study = createStudyClient(() => joinedPort(new Map(), { fetch }));
  study.connect({ base: 'memory:/', manifest: data.manifest });
  const cutOff = (off: boolean) => (cut = off);
  const catalogue = new Catalogue(study);
  return { catalogue, told: () => catalogue.told.get(), manifest: data.manifest, cutOff };
}
const first = { split: 'validation', label: null, draw: 0 } as const;

test('a draw that was overtaken is not shown, and its end is not taken for that of the next', async () => {
  const { catalogue, told, manifest } = connected();
  const give = catalogue.browse(manifest, first);
  give();
  const second = { ...first, label: 1, draw: 1 };
  catalogue.browse(manifest, second);
  expect(told().fetching).toBe(second);
  await vi.waitFor(() => expect(told().fetching).toBeNull());
  expect(told().examples?.draw).toBe(1);
  expect(told().examples?.part).toEqual({ first: 40, among: 40 });
  expect(new Set(told().examples?.items.map(({ label }) => label))).toEqual(new Set([1]));
  expect(told().trouble).toBeNull();
});

test('what could not be fetched is said in a sentence, the old sheet stays, and asking again tries again', async () => {
  const { catalogue, told, manifest, cutOff } = connected();
  catalogue.browse(manifest, first);
  await vi.waitFor(() => expect(told().examples?.items).toHaveLength(24));
  cutOff(true);
  catalogue.browse(manifest, { ...first, draw: 1 });
  await vi.waitFor(() =>
    expect(told().trouble).toMatch(/^That could not be had \(.*tries once more\.$/),
  );
  expect(told().examples?.draw).toBe(0);
  cutOff(false);
  catalogue.browse(manifest, { ...first, draw: 1 });
  expect(told().trouble).toBeNull();
  await vi.waitFor(() => expect(told().examples?.draw).toBe(1));
});

test('averaging that is stopped keeps what it had and says nothing of trouble', async () => {
  const { catalogue, told } = connected();
  catalogue.average();
  await vi.waitFor(() => expect(told().averages).not.toBeNull(), { timeout: 5000 });
  catalogue.stop();
  await vi.waitFor(() => expect(told().averaging).toBe(false));
  expect(told().trouble).toBeNull();
  expect(told().averages!.counts.reduce((sum, count) => sum + count)).toBe(1250);
});
