/** All recorded runs as they are kept in the repository (`docs/runs.json`), so that the reports can be written again without training. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { RecordedRun } from '../../src/core/network/recorded-run.ts';
import { sets, type SetName } from './harness/orders.ts';
import type { KeptRun } from './kept-run.ts';

/** What was found when a run was made ready for the site. */
export interface Shipment {
  readonly seed: number;
  readonly transfer: RecordedRun['transfer'];
  /** Of each epoch from 1: validation accuracy as logged, and of the weights in 16 bits as shipped. */
  readonly check: readonly { readonly logged: number; readonly shipped: number }[];
}

/** A run that was trained a second time by the same kernels. */
export interface Repeat {
  readonly set: SetName;
  readonly seed: number;
  readonly date: string;
  /** The first epoch whose weights were others; null where all were the same, bit for bit. */
  readonly first: number | null;
}

export interface Diary {
  /** Ordered by set and seed; one run each. */
  readonly runs: readonly KeptRun[];
  readonly shipped: Readonly<Partial<Record<SetName, Shipment>>>;
  /** The latest of each run. */
  readonly repeats: readonly Repeat[];
}

const order = (a: KeptRun, b: KeptRun): number =>
  sets.indexOf(a.set) - sets.indexOf(b.set) || a.seed - b.seed;

const like = (a: { set: SetName; seed: number }) => (b: { set: SetName; seed: number }) =>
  a.set === b.set && a.seed === b.seed;

/** What a second training of a run says beside the first. */
function repeatOf(before: KeptRun, now: KeptRun): Repeat {
  const longer = before.weights.length > now.weights.length ? before : now;
  const first = longer.weights.findIndex(
    (_, epoch) => before.weights[epoch]?.sha256 !== now.weights[epoch]?.sha256,
  );
  const { set, seed, made } = now;
  return { set, seed, date: made.date, first: first < 0 ? null : first };
}

/**
 * The diary with this run in it, in the place of an older one of the same set and seed, and how the two compare. Where both have the same
 * weights the older one stays: the files that ship may be its own, with its times.
 */
export function withRun(diary: Diary, run: KeptRun): Diary {
  const before = diary.runs.find(like(run));
  const others = diary.runs.filter((other) => other !== before);
  const repeats = diary.repeats.filter((repeat) => !like(run)(repeat));
  const repeat = before && before.kernels === run.kernels ? repeatOf(before, run) : undefined;
  // What was found about the files that ship holds for the run that they came from.
  const { [run.set]: shipment, ...rest } = diary.shipped;
  const stale = shipment?.seed === run.seed && repeat?.first !== null;
  return {
    runs: [...others, repeat?.first === null && before ? before : run].sort(order),
    shipped: stale ? rest : diary.shipped,
    repeats: repeat ? [...repeats, repeat] : repeats,
  };
}

/** Empty where the file is not there. */
export async function readDiary(file: string): Promise<Diary> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? { runs: [], shipped: {}, repeats: [] } : (JSON.parse(text) as Diary);
}

/** Writes text as the project's formatter has it. */
export async function writeFormatted(file: string, text: string): Promise<void> {
  const style = await resolveConfig(file);
  await writeFile(file, await format(text, { ...style, filepath: file }));
}
