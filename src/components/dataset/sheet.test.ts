import { expect, test } from 'vitest';
import type { DataManifest } from '../../core/dataset/catalog.ts';
import { MeanMeter } from '../../core/dataset/mean-picture.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { fetchFrom, tinyData } from '../../engine/tiny-data.fixture.ts';
import { createStudyClient } from '../../worker/study/client.ts';
import { joinedPort } from '../../worker/study/desk.fixture.ts';
import { checkedText } from '../figure/figure-text.ts';
import { averagesText, averageText, datasetText } from './dataset-text.ts';
import { askMistakes, type Verdict } from './mistakes.ts';
import {
  countOf,
  examplesText,
  hardText,
  itemText,
  partOfDraw,
  partsOf,
  type Item,
} from './sheet.ts';

const item = (part: Partial<Item>): Item => ({
  split: 'training',
  place: 0,
  label: 0,
  pixels: null,
  answer: null,
  ...part,
});

test('draws go round the files of a split, each from one file', () => {
  const { manifest } = tinyData({ training: [40, 30, 5], validation: [12] });
  expect(partsOf(manifest.shards.training)).toEqual([
    { first: 0, among: 40 },
    { first: 40, among: 30 },
    { first: 70, among: 5 },
  ]);
  const firsts = [0, 1, 2, 3].map((draw) => partOfDraw(manifest, 'training', draw).first);
  expect(firsts).toEqual([0, 40, 70, 0]);
  expect(partOfDraw(manifest satisfies DataManifest, 'validation', 9).among).toBe(12);
});

test('pictures and sheets are said with their numbers', () => {
  expect(countOf('training', null)).toBe(15_000);
  expect(countOf('validation', 2)).toBe(1_000);
  expect(itemText(item({ place: 4211, label: 1 }))).toBe('Training picture 4,212 of 15,000: car.');
  expect(itemText(item({ split: 'validation', place: 4, label: 2 }))).toBe(
    'Test picture 5 of 3,000: bird.',
  );
  const answer = {
    label: 2,
    probability: 0.998,
    right: false,
    probabilities: [0.001, 0.001, 0.998],
  };
  expect(itemText(item({ split: 'validation', place: 4, answer }))).toBe(
    'Test picture 5, airplane: the network says bird with 99.8%, wrong.',
  );
  const some = [item({}), item({ label: 2 }), item({ label: 2 })];
  expect(examplesText(some, 'training', { first: 1250, among: 1250 })).toBe(
    '3 training pictures by chance, out of numbers 1,251 to 2,500: 1 airplane, 0 cars, 2 birds.',
  );
  expect(hardText(250, some, 'of your run')).toBe(
    '250 of 3,000 test pictures asked so far, 3 named wrongly.',
  );
  expect(hardText(3000, some, 'of your run, after epoch 2')).toBe(
    'The network of your run, after epoch 2, names 3 of 3,000 test pictures wrongly (99.9% right): 1 airplane, 0 cars, 2 birds. The surest come first.',
  );
});

test('averages are said by pixel, and by what went in', () => {
  const meter = new MeanMeter();
  meter.add(new Uint8Array(2 * 3072).fill(100, 0, 3072).fill(101, 3072), Uint8Array.of(2, 2));
  const reading = meter.reading();
  expect(averageText(reading, 2, { row: 31, column: 0 })).toBe(
    'Average of 2 birds, row 32, column 1: red 100.5, green 100.5, blue 100.5, each from 0 to 255.',
  );
  expect(averagesText(reading.counts)).toBe(
    'Averages over the first 2 of 15,000 training pictures: 0 airplanes, 0 cars, 2 birds.',
  );
  expect(averagesText([5000, 5000, 5000])).toMatch(/^Averages over all 15,000 training pictures:/);
  expect(checkedText(datasetText)).toBe(datasetText);
});

const weights = initialWeights(layout, 5);

function connected() {
  const data = tinyData({ training: [3], validation: [7, 5] });
  const study = createStudyClient(() => joinedPort(new Map(), { fetch: fetchFrom(data) }));
  study.connect({ base: 'memory:/', manifest: data.manifest });
  return { study, parts: partsOf(data.manifest.shards.validation) };
}

test('what is named wrongly is found part by part, the surest first, with its picture', async () => {
  const { study, parts } = connected();
  const told: Verdict[] = [];
  await askMistakes(study, weights, parts, new AbortController().signal, (one) => told.push(one));
  expect(told.map(({ asked }) => asked)).toEqual([7, 12]);
  const { wrong } = told.at(-1)!;

  study.hold('a', weights);
  const places = Array.from({ length: 12 }, (_, i) => i);
  const all = await study.ask('predict', {
    weights: 'a',
    pictures: { split: 'validation', places },
  });
  const answers = places.map((i) => [...all.probabilities.slice(3 * i, 3 * i + 3)]);
  const wanted = places
    .filter((i) => answers[i]!.indexOf(Math.max(...answers[i]!)) !== i % 3)
    .sort((a, b) => Math.max(...answers[b]!) - Math.max(...answers[a]!));
  expect(wanted.length).toBeGreaterThan(2);
  expect(wrong.map(({ place }) => place)).toEqual(wanted);
  for (const { place, label, pixels, answer } of wrong) {
    expect(label).toBe(place % 3);
    expect(answer.right).toBe(false);
    expect(pixels).toEqual(all.pixels.slice(place * 3072, (place + 1) * 3072));
  }
});

test('asking stops where nobody wants to know any more', async () => {
  const { study, parts } = connected();
  const stop = new AbortController();
  const told: Verdict[] = [];
  const asked = askMistakes(study, weights, parts, stop.signal, (one) => {
    told.push(one);
    stop.abort(new Error('other weights'));
  });
  await expect(asked).rejects.toThrow('other weights');
  expect(told).toHaveLength(1);
});
