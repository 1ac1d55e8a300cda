/**
 * A run as it is kept in the cache folder until one of them ships: its curves as JSON, its weights and film in 16 bits, each file
 * with its hash. It neither trains nor chooses.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeFloat16 } from '../../src/core/math/float16.ts';
import { frameOf, type RecordedRun } from '../../src/core/network/recorded-run.ts';
import type { EpochResult } from '../../src/core/network/run.ts';
import type { SetName } from './harness/orders.ts';
import type { BothWays } from './both-ways.ts';
import type { Recording } from './recorder.ts';

export const film = { layer: 'conv1a', every: 10 } as const;

/** Where and how it was trained. */
export interface Circumstances {
  readonly set: SetName;
  readonly data: RecordedRun['data'];
  readonly seed: number;
  /** Epochs it was to have at most. */
  readonly most: number;
  readonly made: RecordedRun['made'];
  readonly browser: string;
  readonly machine: { readonly processor: string; readonly cores: number };
  /** Of the engine's compiled kernels: other kernels round otherwise. */
  readonly kernels: string;
  /** Mean of the machine's load average at the ends of the epochs; the run's own threads count. */
  readonly load: number;
}

export interface KeptRun
  extends Circumstances, Pick<RecordedRun, 'engine' | 'epochs' | 'weights' | 'film'> {
  /** The last epoch's weights, asked about some validation pictures in two ways. */
  readonly last: BothWays;
  /** Why the recipe ended it, as a sentence; null where it would have gone on. */
  readonly ended: string | null;
}

/** With the numbers of each step, which only the run that ships needs. */
export type WholeRun = KeptRun & Pick<RecordedRun, 'steps'>;

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Enough digits for any figure, few enough that the files stay readable. */
const roundEpoch = (result: EpochResult): EpochResult => ({
  ...result,
  loss: round(result.loss, 6),
  accuracy: round(result.accuracy, 6),
  validationLoss: round(result.validationLoss, 6),
  validationAccuracy: round(result.validationAccuracy, 6),
  seconds: round(result.seconds, 1),
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const folderOf = (cache: string, set: SetName, seed: number): string =>
  join(cache, 'record', set, `seed-${seed}`);

const runFile = 'run.json';

/** Writes the run's files and gives it back as it is kept. */
export async function keepRun(
  cache: string,
  circumstances: Circumstances,
  { engine, epochs, weights, steps, film: frames, ended }: Recording,
  last: BothWays,
): Promise<KeptRun> {
  const folder = folderOf(cache, circumstances.set, circumstances.seed);
  await mkdir(folder, { recursive: true });
  const put = async (file: string, values: Float32Array) => {
    const bytes = encodeFloat16(values);
    await writeFile(join(folder, file), bytes);
    return { file, bytes: bytes.length, sha256: sha256(bytes) };
  };
  const files = [];
  for (const [epoch, { step, values }] of weights.entries())
    files.push({
      epoch,
      step,
      ...(await put(`epoch-${String(epoch).padStart(2, '0')}.f16`, values)),
    });
  const count = frames.length / frameOf(weights[0]!.values, film.layer).length;
  const run: KeptRun = {
    ...circumstances,
    engine,
    last,
    ended,
    epochs: epochs.map(roundEpoch),
    weights: files,
    film: { ...film, frames: count, ...(await put(`${film.layer}.f16`, frames)) },
  };
  const rounded = {
    loss: steps.loss.map((value) => round(value, 4)),
    accuracy: steps.accuracy.map((value) => round(value, 4)),
  };
  await writeFile(
    join(folder, runFile),
    JSON.stringify({ ...run, steps: rounded } satisfies WholeRun),
  );
  return run;
}

/** A file of a kept run. Throws where its bytes are not those that were kept. */
export async function keptFile(
  cache: string,
  run: KeptRun,
  entry: { readonly file: string; readonly sha256: string },
): Promise<Uint8Array> {
  const path = join(folderOf(cache, run.set, run.seed), entry.file);
  const bytes = await readFile(path);
  const seen = sha256(bytes);
  if (seen !== entry.sha256)
    throw new Error(`kept run: expected ${path} with SHA-256 ${entry.sha256}, got ${seen}`);
  return bytes;
}

/** The run with its steps, from the cache. Throws where it is not there. */
export async function keptRun(cache: string, set: SetName, seed: number): Promise<WholeRun> {
  const path = join(folderOf(cache, set, seed), runFile);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as WholeRun;
  } catch (cause) {
    throw new Error(`kept run: expected ${path}; train seed ${seed} first`, { cause });
  }
}
