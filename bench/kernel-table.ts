/** One step of the project's kernels on one thread, pass by pass: times beside the operations that they stand for. Arithmetic only. */
import type { KernelTimes } from './harness/calls.ts';
import type { PassWork } from './operations.ts';

export interface PassRow {
  readonly layer: string;
  readonly pass: string;
  readonly way: string;
  readonly seconds: number;
  /** Of the plain algorithm's operations, whether carried out or not. */
  readonly gflops: number;
  /** Products made, for one of the plain algorithm, and what that leaves. */
  readonly done: number;
  readonly gflopsDone: number;
}

interface RestRow {
  readonly what: string;
  readonly seconds: number;
}

export interface KernelTable {
  readonly passes: readonly PassRow[];
  readonly rest: readonly RestRow[];
  /** Of the whole step. */
  readonly seconds: number;
}

/** Kernels beside the convolutions, by what they are for. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'pictures into the first block': ['loadPictures'],
  'dropout masks': ['drawMask'],
  'weights into panels': ['packPanels', 'packTiles', 'packFolded', 'packBack', 'packSpread'],
  'batch norm, on the way back': ['normSums', 'unfold'],
};

const nameOf = (key: string): string => key.split(' ', 1)[0]!;

/**
 * `pictures` of a step. What is left of the step when all kernels and the optimiser are taken off is JavaScript's: the dense layer,
 * the loss, statistics, copies, promises.
 *
 * @throws where a pass has no time, or a kernel no place in the table.
 */
export function kernelTable(
  works: readonly PassWork[],
  { kernels, optimiser, step }: KernelTimes,
  pictures: number,
): KernelTable {
  const left = new Map(Object.entries(kernels));
  const passes = works.map(({ layer, pass, way, kernel, block, operations, done }): PassRow => {
    const key = `${kernel} ${block}`;
    const seconds = left.get(key);
    if (seconds === undefined) throw new Error(`kernels: expected a time of ${key}, got none`);
    left.delete(key);
    const gflops = (operations * pictures) / seconds / 1e9;
    return { layer, pass, way, seconds, gflops, done, gflopsDone: gflops * done };
  });
  const rest = Object.entries(groups).map(([what, names]): RestRow => {
    const own = [...left].filter(([key]) => names.includes(nameOf(key)));
    for (const [key] of own) left.delete(key);
    return { what, seconds: own.reduce((sum, [, seconds]) => sum + seconds, 0) };
  });
  if (left.size > 0)
    throw new Error(`kernels: expected a place for each, got none for ${[...left.keys()].join()}`);
  rest.push({ what: 'Adam and the moving statistics', seconds: optimiser });
  const known = [...passes, ...rest].reduce((sum, { seconds }) => sum + seconds, 0);
  rest.push({ what: 'the rest, in JavaScript', seconds: step - known });
  return { passes, rest, seconds: step };
}

/** The pass that loses the most time against the peak (GFLOP/s of one thread), and how much: the next thing to speed up. */
export function slowestAgainst(
  peak: number,
  { passes }: Pick<KernelTable, 'passes'>,
): { readonly row: PassRow; readonly lost: number } {
  const all = passes.map((row) => ({ row, lost: row.seconds * (1 - row.gflopsDone / peak) }));
  const [first, ...others] = all;
  if (!first) throw new Error('kernels: expected at least 1 pass, got 0');
  return others.reduce((worst, next) => (next.lost > worst.lost ? next : worst), first);
}
