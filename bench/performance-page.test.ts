import { describe, expect, it } from 'vitest';
import { network } from '../src/core/network/network.ts';
import { kernelTable } from './kernel-table.ts';
import { passesOf } from './operations.ts';
import { performancePage, tablesOf, type Findings } from './performance-page.ts';
import { rowOf } from './rows.ts';

const passes = passesOf(network);
const kernels = kernelTable(
  passes,
  {
    kernels: Object.fromEntries(passes.map(({ kernel, block }) => [`${kernel} ${block}`, 0.01])),
    optimiser: 0.001,
    step: 0.2,
  },
  128,
);
const measured = { firstSteps: [1], steps: [0.25], longTasks: 0, memoryBytes: null, note: '' };
const size = { pictures: 128, operations: 1e9 };
const row = (variant: 'own' | 'stock', seconds: number) =>
  rowOf(
    { engine: variant, variant, backend: 'wasm', workers: 1 },
    { ...measured, steps: [seconds] },
    size,
    null,
  );

const findings: Findings = {
  circumstances: {
    processor: 'A Processor',
    cores: 2,
    chromium: '1.2.3',
    webgl: null,
    webgpu: 'an adapter',
    date: '2001-02-03',
    command: 'npm run bench -- --write',
    pictures: 'some pictures',
    batch: 128,
  },
  rows: [row('own', 0.25), row('stock', 50)],
  peaks: new Map([
    [1, 60],
    [2, 117],
  ]),
  insight: {
    kernels,
    waits: { both: 0.9, uneven: 0.05, late: 0.01, neither: 0.04, optimiser: 0.01 },
  },
};

describe('the page about performance', () => {
  const page = performancePage(findings);

  it('names machine, browser, command, date and pictures', () => {
    for (const part of [
      'A Processor, 2 cores',
      'Chromium 1.2.3',
      'WebGL: none',
      'WebGPU: an adapter',
      'some pictures',
      '2001-02-03',
      '`npm run bench -- --write`',
      '60.0 GFLOP/s on 1 thread, 117 GFLOP/s on 2 threads',
    ])
      expect(page).toContain(part);
  });

  it('has a row for each contender, each pass, and the ratio', () => {
    expect(page).toContain('| own | own | wasm | 1 | 512 |');
    expect(page).toMatch(
      /own \(own, wasm, 1 worker\) over stock \(stock, wasm, 1 worker\) \| 200 \|/,
    );
    for (const { layer, pass } of passes) expect(page).toContain(`| ${layer} | ${pass} |`);
  });

  it('says what the plain algorithm takes, from the network', () => {
    expect(page).toContain('takes 18.64 GFLOP');
  });

  it('is made of a whole run only; a part of one has its tables', () => {
    const part: Findings = { ...findings, insight: null };
    expect(() => performancePage(part)).toThrow('expected a whole run');
    expect(tablesOf(part)).toContain('| own | own | wasm | 1 | 512 |');
  });
});
