/** The runs that ship, as they lie in the repository: whole, in accord with the diary, and answering as they say. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { drawSplit, proceduralSeed } from '../../src/core/dataset/procedural/procedural.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { evaluate } from '../../src/core/network/oracle.ts';
import {
  decodeFilm,
  decodeWeights,
  frameOf,
  parseRun,
  type RecordedRun,
} from '../../src/core/network/recorded-run.ts';
import { readDiary } from './diary.ts';
import { figure } from './figure.ts';
import { report } from './report.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = {
  cifar10: join(root, 'public', 'run'),
  procedural: join(root, 'public', 'run', 'drawn'),
};

const manifestIn = async (folder: string): Promise<RecordedRun> =>
  parseRun(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));

describe.each(['cifar10', 'procedural'] as const)('the run that ships for %s', (set) => {
  const folder = folders[set];

  it('has all its files, each with the bytes of its hash, and no other', async () => {
    const run = await manifestIn(folder);
    for (const { file, bytes, sha256 } of [...run.weights, run.film]) {
      const body = await readFile(join(folder, file));
      expect(body, file).toHaveLength(bytes);
      expect(createHash('sha256').update(body).digest('hex'), file).toBe(sha256);
    }
    const names = [...run.weights, run.film].map(({ file }) => file);
    const there = (await readdir(folder)).filter((name) => name.includes('.'));
    expect(there.sort()).toStrictEqual([...names, 'manifest.json'].sort());
  });

  it('shows in its film what its weights hold', async () => {
    const { film, weights } = await manifestIn(folder);
    const frames = decodeFilm(await readFile(join(folder, film.file)), film);
    for (const { step, file } of weights.filter((entry) => entry.step % film.every === 0)) {
      const flat = decodeWeights(await readFile(join(folder, file)), layout);
      expect(frames[step / film.every], file).toStrictEqual(frameOf(flat, film.layer));
    }
  });

  it('is the one that the diary tells of', async () => {
    const run = await manifestIn(folder);
    const { runs, shipped } = await readDiary(join(root, 'docs', 'runs.json'));
    const kept = runs.find((one) => one.set === set && one.seed === run.seed);
    expect(shipped[set]).toMatchObject({ seed: run.seed, transfer: run.transfer });
    expect(kept).toMatchObject({ epochs: run.epochs, weights: run.weights, film: run.film });
  });
});

describe('the run on drawn pictures', () => {
  it('names most of the first pictures rightly, by the oracle’s loops', async () => {
    const { best, weights } = await manifestIn(folders.procedural);
    const bytes = await readFile(join(folders.procedural, weights[best]!.file));
    const pictures = drawSplit('validation', proceduralSeed, 30);
    const flat = decodeWeights(bytes, layout);
    const { accuracy } = evaluate(network, layout, flat, pictures);
    expect(accuracy).toBeGreaterThan(0.65);
  });
});

describe('the documents', () => {
  it('say what the diary says', async () => {
    const diary = await readDiary(join(root, 'docs', 'runs.json'));
    const file = join(root, 'docs', 'runs.md');
    const style = await resolveConfig(file);
    const text = await format(report(diary), { ...style, filepath: file });
    expect(await readFile(file, 'utf8')).toBe(text);
    const tokens = await readFile(join(root, 'src', 'styles', 'tokens.css'), 'utf8');
    const picture = figure(diary.runs, diary.shipped.cifar10?.seed, tokens);
    expect(await readFile(join(root, 'docs', 'run.svg'), 'utf8')).toBe(picture);
  });
});
