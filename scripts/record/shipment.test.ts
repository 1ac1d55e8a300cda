import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeFloat16 } from '../../src/core/math/float16.ts';
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { decodeFilm, frameOf, parseRun } from '../../src/core/network/recorded-run.ts';
import { dataManifest } from './shipment.fixture.ts';
import { film, keepRun, keptRun, type Circumstances } from './kept-run.ts';
import { someRun } from './kept-run.fixture.ts';
import type { Recorder, Recording } from './recorder.ts';
import { ship } from './shipment.ts';

const { set, seed, data, made, browser, epochs, last, ...rest } = someRun(7, [0.5, 0.88], {
  most: 2,
});
const { most, machine, kernels, load } = rest;
const circumstances: Circumstances = {
  set,
  data,
  seed,
  most,
  made,
  browser,
  machine,
  kernels,
  load,
};

/** Weights of three epochs, each another seed's; a film that shows those of epochs 0 and, at step 236, none. */
const weights = [0, 1, 2].map((epoch) => ({
  step: 118 * epoch,
  values: initialWeights(layout, epoch + 1),
}));
function filmOf(frames: number): Float32Array {
  const frame = frameOf(weights[0]!.values, film.layer);
  const all = new Float32Array(frames * frame.length);
  for (let i = 0; i < frames; i++) all.set(frame, i * frame.length);
  return all;
}
const recording: Recording = {
  engine: 'WebAssembly on 2 processor cores',
  epochs,
  weights,
  steps: { loss: Array(236).fill(1.23456), accuracy: Array(236).fill(0.5) },
  film: filmOf(24),
  ended: null,
};

/** Answers as the weights of each epoch did when they were logged, `off` apart on their own set; remembers what it was asked. */
function answering(off: number) {
  const asked: string[] = [];
  let epoch = 0;
  const recorder: Recorder = {
    browser,
    train: () => Promise.reject(new Error('not asked for')),
    close: () => Promise.resolve(),
    evaluate: (of, values) => {
      asked.push(`${of} ${values.length}`);
      const { confusion, validationAccuracy } = epochs[Math.min(epoch++, epochs.length - 1)]!;
      const accuracy = of === set ? validationAccuracy + off : validationAccuracy;
      return Promise.resolve({ loss: 0.5, accuracy, confusion });
    },
  };
  return { recorder, asked };
}

let cache = '';
let folder = '';
const shipping = (recorder: Recorder) =>
  keptRun(cache, set, seed).then((run) =>
    ship({
      recorder,
      cache,
      run,
      other: 'procedural',
      otherSet: { folder: '', manifest: dataManifest },
      folder,
    }),
  );

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'shipment-'));
  folder = join(cache, 'public');
});
afterEach(() => rm(cache, { recursive: true }));

describe('a run that ships', () => {
  it('lies in its folder as the site reads it', async () => {
    await keepRun(cache, circumstances, recording, last);
    const { recorder, asked } = answering(0);
    const shipment = await shipping(recorder);
    const run = parseRun(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    expect(run).toMatchObject({ seed, best: 2, stepsPerEpoch: 118, data, made });
    expect(run.steps.loss[0]).toBe(1.2346);
    for (const entry of run.weights) {
      const bytes = await readFile(join(folder, entry.file));
      const wanted = weights[entry.epoch]!.values;
      decodeFloat16(bytes).forEach((value, i) => {
        if (Math.abs(value - wanted[i]!) > 1e-4)
          throw new Error(`epoch ${entry.epoch}: expected ${wanted[i]} at ${i}, got ${value}`);
      });
    }
    const frames = decodeFilm(await readFile(join(folder, run.film.file)), run.film);
    expect(frames).toHaveLength(24);
    expect(asked).toStrictEqual([
      `cifar10 ${layout.total}`,
      `cifar10 ${layout.total}`,
      `procedural ${layout.total}`,
    ]);
    expect(shipment.check).toStrictEqual([
      { logged: 0.5, shipped: 0.5 },
      { logged: 0.88, shipped: 0.88 },
    ]);
    expect(run.transfer).toStrictEqual(shipment.transfer);
  });

  it('takes the place of a longer one, and leaves other folders alone', async () => {
    await keepRun(cache, circumstances, recording, last);
    await mkdir(join(folder, 'drawn'), { recursive: true });
    await writeFile(join(folder, 'epoch-09.f16'), 'old');
    await writeFile(join(folder, 'drawn', 'epoch-09.f16'), 'other');
    await shipping(answering(0).recorder);
    expect((await readdir(folder)).sort()).toStrictEqual([
      'conv1a.f16',
      'drawn',
      'epoch-00.f16',
      'epoch-01.f16',
      'epoch-02.f16',
      'manifest.json',
    ]);
    expect(await readdir(join(folder, 'drawn'))).toStrictEqual(['epoch-09.f16']);
  });

  it('is refused, and nothing written, where 16 bits answer otherwise than was logged', async () => {
    await keepRun(cache, circumstances, recording, last);
    await expect(shipping(answering(-0.0051).recorder)).rejects.toThrow(
      'weights of epoch 1: expected a validation accuracy within 0.005 of 0.5',
    );
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    await expect(shipping(answering(0.0049).recorder)).resolves.toMatchObject({ seed });
  });

  it('is refused where a kept file is another one by now', async () => {
    await keepRun(cache, circumstances, recording, last);
    const file = join(cache, 'record', set, `seed-${seed}`, 'epoch-01.f16');
    const bytes = await readFile(file);
    bytes[0]! ^= 1;
    await writeFile(file, bytes);
    await expect(shipping(answering(0).recorder)).rejects.toThrow('epoch-01.f16 with SHA-256');
  });

  it('is refused where its film shows other weights than its epochs', async () => {
    const other = recording.film.slice();
    other[3]! += 0.5;
    await keepRun(cache, circumstances, { ...recording, film: other }, last);
    await expect(shipping(answering(0).recorder)).rejects.toThrow(
      'film: expected at step 0 the weights of epoch 0, got others',
    );
  });

  it('must have been trained', async () => {
    await expect(shipping(answering(0).recorder)).rejects.toThrow('train seed 7 first');
  });
});
