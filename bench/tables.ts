/** What was measured, as tables of Markdown. It measures nothing. */
import type { Waits } from './harness/calls.ts';
import { slowestAgainst, type KernelTable } from './kernel-table.ts';
import type { Ratio, Row } from './rows.ts';

type Cells = readonly string[];

/** `align`: r for numbers, l for words, one letter a column. */
export function table(head: Cells, align: string, rows: readonly Cells[]): string {
  const line = (cells: Cells): string => {
    if (cells.length !== head.length)
      throw new Error(`table: expected ${head.length} cells in a row, got ${cells.length}`);
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  };
  const rule = `|${[...align].map((letter) => (letter === 'r' ? '---:' : '---')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const none = '–';

/** Three digits that say something; whole numbers from 100 on. */
export function figure(value: number | null): string {
  if (value === null) return none;
  if (Math.abs(value) >= 99.95) return Math.round(value).toLocaleString('en');
  return value === 0 ? '0' : value.toPrecision(Math.abs(value) >= 1 ? 3 : 2);
}

const percent = (share: number | null): string =>
  share === null ? none : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

const milliseconds = (seconds: number | null): string =>
  figure(seconds === null ? null : 1000 * seconds);

const megabytes = (bytes: number | null): string => figure(bytes === null ? null : bytes / 1e6);

export const rowsTable = (rows: readonly Row[]): string =>
  table(
    [
      'engine',
      'variant',
      'backend',
      'workers',
      'pictures/s',
      'ms a step',
      'steps',
      'GFLOP/s',
      'of peak',
      'first step, s',
      'long tasks',
      'MB',
      'note',
    ],
    'lllrrrrrrrrrl',
    rows.map((row) => [
      row.engine,
      row.variant,
      row.backend,
      String(row.workers),
      figure(row.images_per_second),
      milliseconds(row.step_seconds_median),
      row.images_per_second === null ? none : String(row.steps),
      figure(row.gflops),
      percent(row.share_of_peak),
      figure(row.first_step_seconds),
      row.long_tasks === null ? none : String(row.long_tasks),
      megabytes(row.memory_bytes),
      row.note,
    ]),
  );

export const ratiosTable = (ratios: readonly Ratio[]): string =>
  table(
    ['fastest over fastest', 'times'],
    'lr',
    ratios.map(({ name, value }) => [name, figure(value)]),
  );

/** `peak`: of one thread, in GFLOP/s. */
export function kernelsTable(given: KernelTable, peak: number): string {
  const { passes, rest, seconds: whole } = given;
  const rows = [
    ...passes.map(({ layer, pass, way, seconds, gflops, done, gflopsDone }) => [
      layer,
      pass,
      way,
      milliseconds(seconds),
      percent(seconds / whole),
      figure(gflops),
      percent(done),
      figure(gflopsDone),
      percent(gflopsDone / peak),
    ]),
    ...rest.map(({ what, seconds }) => [
      '',
      what,
      '',
      milliseconds(seconds),
      percent(seconds / whole),
      none,
      none,
      none,
      none,
    ]),
    ['', 'the whole step', '', milliseconds(whole), percent(1), none, none, none, none],
  ];
  const head = [
    'layer',
    'pass',
    'way',
    'ms',
    'of the step',
    'GFLOP/s',
    'products made',
    'GFLOP/s made',
    'of peak',
  ];
  const { row, lost } = slowestAgainst(peak, given);
  const next = `The next thing to speed up is ${row.layer}, ${row.pass}: at the peak's pace it would take ${milliseconds(lost)} ms less.`;
  return `${table(head, 'lllrrrrrr', rows)}\n\n${next}`;
}

/** A second path is worth its code from this share of a step on. */
const worthwhile = 0.1;

export function waitsTable(waits: Waits): string {
  const { both, uneven, late, neither, optimiser } = waits;
  const rows: [string, number][] = [
    ['both threads compute', both],
    ['one has finished its part, the other still computes', uneven],
    ['one computes, the other has not begun', late],
    ['neither computes', neither],
  ];
  const most = Math.max(0, late + neither - optimiser);
  const verdict =
    most < worthwhile
      ? `less than the ${percent(worthwhile)} that would pay for a second path`
      : `more than the ${percent(worthwhile)} that would pay for a second path`;
  return `${table(
    ['a step on two threads', 'share'],
    'lr',
    rows.map(([what, share]) => [what, percent(share)]),
  )}

Of the last row the optimiser takes ${percent(optimiser)} of the step by itself, whatever the way of passing data. Shared memory could save at most
the rest of it and the late beginnings: ${percent(most)} of a step, ${verdict}.`;
}
