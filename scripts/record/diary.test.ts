import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDiary, withRun, writeFormatted, type Diary, type Shipment } from './diary.ts';
import { someRun } from './kept-run.fixture.ts';

const empty: Diary = { runs: [], shipped: {}, repeats: [] };
const shipment = (seed: number): Shipment => ({
  seed,
  transfer: {
    data: { id: 'procedural', name: 'Drawn' },
    accuracy: 1,
    loss: 0,
    confusion: [
      [1000, 0, 0],
      [0, 1000, 0],
      [0, 0, 1000],
    ],
  },
  check: [],
});

describe('the diary', () => {
  it('keeps one run of each set and seed, ordered', () => {
    const runs = [
      someRun(5, [0.5]),
      someRun(2, [0.5], { set: 'procedural' }),
      someRun(2, [0.5]),
      someRun(5, [0.6], { mark: 'b' }),
    ];
    const diary = runs.reduce(withRun, empty);
    expect(diary.runs.map(({ set, seed }) => `${set} ${seed}`)).toStrictEqual([
      'cifar10 2',
      'cifar10 5',
      'procedural 2',
    ]);
    expect(diary.runs[1]).toBe(runs[3]);
  });

  it('says whether a run that was trained again by the same kernels came out the same', () => {
    const once = withRun(empty, someRun(1, [0.5, 0.6]));
    expect(once.repeats).toStrictEqual([]);
    const again = { ...someRun(1, [0.5, 0.6]), load: 9 };
    const twice = withRun(once, again);
    expect(twice.runs).toStrictEqual(once.runs);
    expect(twice.repeats).toStrictEqual([
      { set: 'cifar10', seed: 1, date: '2026-01-31', first: null },
    ]);
    const changed = withRun(twice, someRun(1, [0.5, 0.6], { mark: 'b' }));
    expect(changed.repeats).toMatchObject([{ seed: 1, first: 0 }]);
    const other = withRun(twice, someRun(1, [0.5, 0.6], { mark: 'b', kernels: 'f' }));
    expect(other.repeats).toStrictEqual([]);
    const shorter = withRun(twice, someRun(1, [0.5]));
    expect(shorter.repeats).toMatchObject([{ seed: 1, first: 2 }]);
  });

  it('forgets what was found about files that ship where their run is another one now', () => {
    const shipped = { cifar10: shipment(1), procedural: shipment(1) };
    const diary = { ...withRun(empty, someRun(1, [0.5])), shipped };
    expect(withRun(diary, someRun(2, [0.5])).shipped).toStrictEqual(shipped);
    expect(withRun(diary, someRun(1, [0.5])).shipped).toStrictEqual(shipped);
    expect(withRun(diary, someRun(1, [0.5], { mark: 'b' })).shipped).toStrictEqual({
      procedural: shipped.procedural,
    });
  });
});

describe('the diary’s file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diary-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('comes back as it was written, and is empty before', async () => {
    const file = join(folder, 'runs.json');
    expect(await readDiary(file)).toStrictEqual(empty);
    const diary = { ...withRun(empty, someRun(1, [0.5])), shipped: { cifar10: shipment(1) } };
    await writeFormatted(file, JSON.stringify(diary));
    expect(await readDiary(file)).toStrictEqual(diary);
    expect((await readFile(file, 'utf8')).split('\n').length).toBeGreaterThan(10);
  });

  it('is not taken for an empty one where it cannot be read', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{');
    await expect(readDiary(file)).rejects.toThrow('JSON');
    await expect(readDiary(folder)).rejects.toThrow('EISDIR');
  });
});
