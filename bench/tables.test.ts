import { describe, expect, it } from 'vitest';
import type { Waits } from './harness/calls.ts';
import { absentRow, rowOf } from './rows.ts';
import { figure, rowsTable, table, waitsTable } from './tables.ts';

/** Cells of each line of a table of Markdown. */
const cellsOf = (text: string): string[][] =>
  text.split('\n').map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('a table', () => {
  it('refuses a row of another length, and escapes what would end a cell', () => {
    expect(() => table(['a', 'b'], 'lr', [['1']])).toThrow('expected 2 cells in a row, got 1');
    expect(table(['a'], 'l', [['x|y']])).toContain('x\\|y');
  });

  it.each([
    [null, '–'],
    [0, '0'],
    [0.02345, '0.023'],
    [1.2345, '1.23'],
    [99.96, '100'],
    [12_345.6, '12,346'],
  ])('shows %j as %s', (value, shown) => {
    expect(figure(value)).toBe(shown);
  });
});

describe('the table of rows', () => {
  const who = { engine: 'Some', variant: 'own', backend: 'wasm', workers: 2 } as const;
  const size = { pictures: 128, operations: 12.8e9 };
  const measured = {
    firstSteps: [1.5],
    steps: [0.16],
    longTasks: 0,
    memoryBytes: 64e6,
    note: 'here',
  };

  it('has a cell for each figure, under its head', () => {
    const [head, , row] = cellsOf(rowsTable([rowOf(who, measured, size, 160)]));
    expect(Object.fromEntries(head!.map((name, index) => [name, row![index]]))).toEqual({
      engine: 'Some',
      variant: 'own',
      backend: 'wasm',
      workers: '2',
      'pictures/s': '800',
      'ms a step': '160',
      steps: '1',
      'GFLOP/s': '80.0',
      'of peak': '50 %',
      'first step, s': '1.50',
      'long tasks': '0',
      MB: '64.0',
      note: 'here',
    });
  });

  it('shows dashes, not zeros, for who did not run', () => {
    const row = cellsOf(rowsTable([absentRow(who, 'why')]))[2]!;
    expect(row.slice(4, -1)).toEqual(Array.from({ length: 8 }, () => '–'));
    expect(row.at(-1)).toBe('why');
  });
});

describe('the verdict on shared memory', () => {
  const waits = (late: number, neither: number): Waits => ({
    both: 1 - late - neither - 0.1,
    uneven: 0.1,
    late,
    neither,
    optimiser: 0.02,
  });

  it('counts late beginnings and idle time without the optimiser, not the slower thread', () => {
    expect(waitsTable(waits(0.03, 0.05))).toContain('6.0 % of a step, less than the 10 %');
    expect(waitsTable(waits(0.08, 0.07))).toContain('13 % of a step, more than the 10 %');
  });
});
