import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { Diary } from './diary.ts';
import { figure } from './figure.ts';
import { someRun } from './kept-run.fixture.ts';
import { report } from './report.ts';

const ten = (best: number): number[] => [0.3333, 0.36, 0.45, 0.5, 0.6, 0.7, 0.8, best, 0.85, 0.84];
const diary: Diary = {
  runs: [
    someRun(1, ten(0.87)),
    someRun(2, ten(0.88)),
    someRun(3, [0.3333, 0.9, 0.6, 0.7, 0.8]),
    someRun(1, [0.5, 0.8], { set: 'procedural', most: 2 }),
  ],
  shipped: {
    cifar10: {
      seed: 2,
      transfer: {
        data: { id: 'procedural', name: 'Drawn pictures' },
        accuracy: 0.4567,
        loss: 2.5,
        confusion: [
          [400, 300, 300],
          [1, 999, 0],
          [1000, 0, 0],
        ],
      },
      check: [
        { logged: 0.87, shipped: 0.87 },
        { logged: 0.88, shipped: 0.8795 },
      ],
    },
  },
  repeats: [{ set: 'cifar10', seed: 1, date: '2026-02-01', first: null }],
};

describe('the report', () => {
  const text = report(diary);
  /** The cells of the row that begins so. */
  const row = (name: string): string[] | undefined =>
    text
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .find((cells) => cells[1] === name);

  it('has each run of a set, the one that ships marked, with best, last and seconds', () => {
    expect(row('seed 1')).toStrictEqual(['', 'seed 1', '0.8700', '8', '0.8400', '150', '']);
    expect(row('seed 2, **shipped**')?.[2]).toBe('0.8800');
    expect(row('**mean ± spread of 3**')?.[2]).toBe('0.8833 ± 0.0153');
  });

  it('has the published run and the native ones in the same columns', () => {
    const published = row('published, Keras on TensorFlow 2.3');
    expect(published?.slice(2, 6)).toStrictEqual(['0.8830', '8', '0.8080', '1339']);
    expect(row('PyTorch 1.13, seed 3')?.slice(2, 5)).toStrictEqual(['0.8777', '7', '0.8750']);
    expect(row('**PyTorch, mean ± spread of 4**')?.[2]).toBe('0.8782 ± 0.0021');
  });

  it('names the runs that the recipe stopped, and those that were repeated', () => {
    expect(text).toContain('three epochs: seed 3 after epoch 5.');
    expect(text).toContain('seed 1, trained again on 2026-02-01, gave the same weights');
  });

  it('says how the last weights answer with moving statistics and with the pictures’ own', () => {
    expect(text).toContain('name 82.7% ± 2.3 rightly');
    expect(text).toContain('and 90.0% ± 0.0 where batch normalisation');
  });

  it('compares the level part of all curves, where a run has one', () => {
    // (0.7 + 0.8 + best + 0.85 + 0.84) / 5, for the two runs that got so far.
    expect(text).toContain('81.3% here, 83.3% in the four runs of PyTorch, and 83.7% in the');
  });

  it('says how the run in 16 bits differs, and how it answers to the other set', () => {
    expect(text).toContain('those of 1 of 2 epochs');
    expect(text).toContain('difference is 0.05 percentage points');
    expect(text).toContain('45.7% of those of Drawn pictures');
    expect(row('airplane')).toBeDefined();
  });

  it('has no tables of what has not shipped', () => {
    expect(text.split('### The run that ships')).toHaveLength(2);
    expect(report({ runs: [], shipped: {}, repeats: [] })).not.toContain('##');
  });

  it('comes out of the formatter unharmed', async () => {
    const formatted = await format(text, { parser: 'markdown' });
    expect(formatted.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(
      text.split('\n').filter((line) => line.startsWith('|')).length,
    );
  });
});

describe('the picture of the runs', () => {
  const names = ['paper', 'ink', 'ink-soft', 'rule', 'training', 'published'];
  const tokens = ['#101010', '#efefef']
    .map((colour) => names.map((name) => `--${name}: ${colour};`).join('\n'))
    .join('\n');

  it('has a line for each run on CIFAR-10 and the published one, and a key for each kind', () => {
    const svg = figure(diary.runs, 2, tokens);
    const lines = (kind: string): number => svg.split(`<path class="${kind}"`).length - 1;
    expect([lines('other'), lines('shipped'), lines('published')]).toStrictEqual([3, 2, 2]);
    expect(svg).toContain('seed 2, ships');
    expect(svg).not.toContain('NaN');
  });

  it('has the site’s colours for light and dark, and says so where one is missing', () => {
    const svg = figure(diary.runs, 2, tokens);
    expect(svg).toContain('--ink:#101010');
    expect(svg).toMatch(/prefers-color-scheme:dark\)\{svg\{[^}]*--ink:#efefef/);
    expect(() => figure(diary.runs, 2, '--ink: #101010;')).toThrow('--paper, got 0');
  });
});
