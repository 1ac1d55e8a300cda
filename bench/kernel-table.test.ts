import { describe, expect, it } from 'vitest';
import { kernelTable, slowestAgainst } from './kernel-table.ts';
import type { PassWork } from './operations.ts';

const work = (layer: string, block: number, done: number): PassWork => ({
  layer,
  pass: 'forward',
  kernel: 'mapsForward',
  way: 'direct',
  block,
  operations: 1e9,
  done,
});
const works = [work('first', 0, 1), work('second', 1, 0.5)];
const times = {
  kernels: {
    'mapsForward 0': 0.1,
    'mapsForward 1': 0.2,
    'packPanels -1': 0.01,
    'packBack -1': 0.02,
    'drawMask -1': 0.03,
  },
  optimiser: 0.04,
  step: 0.5,
};

describe('the table of kernels', () => {
  it('holds each pass against its operations, those carried out apart', () => {
    const { passes } = kernelTable(works, times, 4);
    expect(passes.map(({ gflops }) => gflops)).toEqual([40, 20]);
    expect(passes.map(({ gflopsDone }) => gflopsDone)).toEqual([40, 10]);
  });

  it('adds up to the whole step', () => {
    const { passes, rest, seconds } = kernelTable(works, times, 4);
    const sum = [...passes, ...rest].reduce((total, row) => total + row.seconds, 0);
    expect(sum).toBeCloseTo(seconds, 12);
    expect(rest.find(({ what }) => what === 'weights into panels')?.seconds).toBeCloseTo(0.03, 12);
    expect(rest.at(-1)?.seconds).toBeCloseTo(0.1, 12);
  });

  it('loses no kernel and invents none', () => {
    const unknown = { ...times, kernels: { ...times.kernels, 'looked 0': 1 } };
    expect(() => kernelTable(works, unknown, 4)).toThrow('got none for looked 0');
    const missing = { ...times, kernels: { 'mapsForward 0': 0.1 } };
    expect(() => kernelTable(works, missing, 4)).toThrow('expected a time of mapsForward 1');
  });

  it('names the pass that loses the most against the peak, not the longest', () => {
    const table = kernelTable(works, times, 4);
    // 0.1 s at 40 of 50 loses 0.02 s; 0.2 s at 10 of 50 loses 0.16 s.
    const { row, lost } = slowestAgainst(50, table);
    expect(row.layer).toBe('second');
    expect(lost).toBeCloseTo(0.16, 12);
    const good = kernelTable(
      [work('first', 0, 1), work('second', 1, 1)],
      {
        ...times,
        kernels: { 'mapsForward 0': 0.2, 'mapsForward 1': 0.3 },
      },
      4,
    );
    expect(slowestAgainst(20, good).row.layer).toBe('second');
  });
});
