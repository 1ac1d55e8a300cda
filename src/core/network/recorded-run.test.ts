import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFloat16 } from '../math/float16.ts';
import { initialWeights } from './initial.ts';
import { layout } from './layout.ts';
import { view } from './parameters.ts';
import { sampleManifest } from './recorded-run.fixture.ts';
import { decodeFilm, decodeWeights, frameOf, parseRun } from './recorded-run.ts';

type Path = readonly (string | number)[];

/** The paths of everything in a value that is neither record nor list. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Array.isArray(value)
    ? value.flatMap((entry, i) => leaves(entry, [...path, i]))
    : Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]));
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown>)[key],
    root,
  );
}

/** The sample with what stands at `path` put through `change`. */
function damaged(path: Path, change: (value: unknown) => unknown): unknown {
  const json = sampleManifest();
  const parent = at(json, path.slice(0, -1)) as Record<string | number, unknown>;
  const key = path.at(-1)!;
  parent[key] = change(parent[key]);
  return json;
}

const text = (path: Path): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');

const paths = leaves(sampleManifest());
const place = fc.constantFrom(...paths);

describe('the manifest of a recorded run', () => {
  it('gives the run, with the names that the site uses', () => {
    const json = sampleManifest();
    const run = parseRun(JSON.parse(JSON.stringify(json)));
    expect(run).toMatchObject({ seed: 3, best: 2, stepsPerEpoch: 118, parameters: 289_443 });
    expect(run.recipe).toStrictEqual({
      learningRate: 0.001,
      batchSize: 128,
      trainingPictures: 15_000,
      epochs: 4,
      patience: 3,
    });
    expect(run.epochs[1]).toStrictEqual({
      epoch: 2,
      loss: 0.5,
      accuracy: 0.79,
      validationLoss: 0.41,
      validationAccuracy: 0.883333,
      confusion: json.epochs[1]!.confusion,
      seconds: 13.5,
    });
    expect(run.weights).toStrictEqual(json.weights);
    expect(run.film).toStrictEqual(json.film);
    expect(run.transfer).toStrictEqual(json.transfer);
    expect(run.steps).toStrictEqual(json.steps);
    expect(run.data).toStrictEqual(json.data);
    expect(run.made).toStrictEqual(json.made);
  });

  it('is refused where a field is missing or of another kind, by that field’s name', () => {
    const wrong = fc.constantFrom<unknown>(undefined, null, true, {}, [], NaN, Infinity);
    fc.assert(
      fc.property(place, wrong, (path, value) => {
        expect(() => parseRun(damaged(path, () => value))).toThrow(
          `recorded run${text(path)}: expected`,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused where a number is text, negative or huge, and where text is empty or a number', () => {
    fc.assert(
      fc.property(place, fc.constantFrom('1', -1, 1e12), (path, value) => {
        const number = typeof at(sampleManifest(), path) === 'number';
        const other = number ? value : value === '1' ? '' : value;
        expect(() => parseRun(damaged(path, () => other))).toThrow('recorded run');
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused where one count is off by one, wherever counts follow from each other', () => {
    const free = ['.seed', '.recipe.epochs'];
    const counts = paths.filter(
      (path) =>
        Number.isInteger(at(sampleManifest(), path)) &&
        !free.includes(text(path)) &&
        !text(path).startsWith('.steps'),
    );
    expect(counts.length).toBeGreaterThan(40);
    for (const path of counts)
      expect(() => parseRun(damaged(path, (value) => (value as number) + 1)), text(path)).toThrow(
        'expected',
      );
  });

  it.each<[string, Path, (value: never) => unknown, string]>([
    ['another network', ['architecture'], () => 'a'.repeat(64), 'recorded run.architecture'],
    ['a newer version', ['version'], () => 2, 'recorded run.version: expected 1, got 2'],
    ['a file outside of its folder', ['weights', 1, 'file'], () => '../a.f16', 'plain name'],
    ['a file with a folder', ['film', 'file'], () => 'a/b.f16', 'plain name'],
    [
      'an accuracy that its counts do not give',
      ['epochs', 1, 'val_accuracy'],
      () => 0.8843,
      'as in recorded run.epochs[1].confusion',
    ],
    [
      'a class of too few',
      ['epochs', 1, 'confusion', 0],
      () => [900, 60, 39],
      'sum of recorded run.epochs[1].confusion[0]: expected 1000, got 999',
    ],
    [
      'a best epoch that is not the best',
      ['best'],
      () => 1,
      'recorded run.best: expected 2, got 1',
    ],
    ['an epoch too few', ['epochs'], (all: unknown[]) => all.slice(1), 'epochs[0].epoch'],
    ['no epoch', ['epochs'], () => [], 'at least one epoch'],
    ['more epochs than its recipe', ['recipe', 'epochs'], () => 1, 'at most 1 epochs'],
    ['a step too few', ['steps', 'loss'], (all: unknown[]) => all.slice(1), 'a list of 236'],
    ['weights of an epoch too few', ['weights'], (all: unknown[]) => all.slice(1), 'a list of 3'],
    [
      'a film of a layer without parameters',
      ['film', 'layer'],
      () => 'pool1',
      'a layer with parameters',
    ],
    ['a film of no layer', ['film', 'layer'], () => 'conv9', '"conv1a" or'],
    ['another data set', ['data', 'id'], () => 'mnist', '"cifar-10" or'],
    ['part of the set', ['recipe', 'training_pictures'], () => 14_000, 'expected 15000'],
  ])('is refused with %s', (_, path, change, message) => {
    expect(() => parseRun(damaged(path, change as (value: unknown) => unknown))).toThrow(message);
  });

  it.each([null, 5, 'manifest', []])('is refused where it is %j', (json) => {
    expect(() => parseRun(json)).toThrow('recorded run: expected a record');
  });

  it('may say more than this page knows', () => {
    expect(parseRun({ ...sampleManifest(), note: 'of a later day' }).seed).toBe(3);
  });

  it('may be of one epoch', () => {
    const json = sampleManifest();
    json.epochs.length = 1;
    json.weights.length = 2;
    json.best = 1;
    json.steps.loss.length = json.steps.accuracy.length = 118;
    Object.assign(json.film, { frames: 12, bytes: 12 * 896 * 2 });
    expect(parseRun(json).epochs).toHaveLength(1);
  });
});

const weights = initialWeights(layout, 5);

describe('the files of a recorded run', () => {
  it('give weights in 16 bits back', () => {
    const bytes = encodeFloat16(weights);
    const decoded = decodeWeights(bytes, layout);
    expect(decoded).toHaveLength(layout.total);
    expect(encodeFloat16(decoded)).toStrictEqual(bytes);
  });

  it('are refused where weights are too few, too many or not finite', () => {
    const bytes = encodeFloat16(weights);
    expect(() => decodeWeights(bytes.subarray(2), layout)).toThrow(
      'recorded weights: expected 578886 bytes, got 578884',
    );
    expect(() => decodeWeights(new Uint8Array(578_888), layout)).toThrow('got 578888');
    bytes[9] = 0x7c;
    bytes[8] = 0;
    expect(() => decodeWeights(bytes, layout)).toThrow('got Infinity at 4');
    bytes[9] = 0xfe;
    expect(() => decodeWeights(bytes, layout)).toThrow('got NaN at 4');
  });

  it('take a layer’s kernel and bias for one frame, in that order', () => {
    const frame = frameOf(weights, 'conv2b');
    const kernel = view(layout, weights, 'conv2b/kernel');
    expect(frame).toHaveLength(kernel.length + 64);
    expect(frame.subarray(0, kernel.length)).toStrictEqual(kernel);
    expect(frame.byteOffset + frame.byteLength).toBe(
      view(layout, weights, 'conv2b/bias').byteOffset + 4 * 64,
    );
  });

  it('give the frames of a film one by one', () => {
    const film = { ...sampleManifest().film, frames: 3, bytes: 3 * 896 * 2 };
    const values = Float32Array.from({ length: 3 * 896 }, (_, i) => Math.floor(i / 896));
    const frames = decodeFilm(encodeFloat16(values), film);
    expect(frames).toHaveLength(3);
    frames.forEach((frame, i) => expect(frame).toStrictEqual(new Float32Array(896).fill(i)));
    expect(() => decodeFilm(new Uint8Array(10), film)).toThrow('expected 5376 bytes, got 10');
  });
});
