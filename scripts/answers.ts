/**
 * `npm exec -- node scripts/answers.ts`: asks the recorded runs about all validation pictures and writes down how sure they were and what
 * choosing the epoch on those pictures did (`src/components/facts/recorded-answers.ts`). It trains nothing; run it again after a new run was recorded.
 */
import './node-version.mjs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { greyPicture, noisePicture } from '../src/components/softmax/scores.ts';
import { shardBytes, unpackShard } from '../src/core/dataset/shard.ts';
import { choosing } from '../src/core/network/chosen-epoch.ts';
import { confidence } from '../src/core/network/confidence.ts';
import { layout } from '../src/core/network/layout.ts';
import { decodeWeights, parseRun, type RecordedRun } from '../src/core/network/recorded-run.ts';
import { answersOf } from '../src/core/network/right-answers.ts';
import { readKernels } from '../src/engine/wasm/shard-thread.fixture.ts';
import { viewerOf } from '../src/engine/wasm/viewer.ts';
import { prepareSets, type PreparedSet } from './record/data.ts';
import { writeFormatted } from './record/diary.ts';

const root = resolve(import.meta.dirname, '..');
const folders = {
  cifar10: join(root, 'public', 'run'),
  procedural: join(root, 'public', 'run', 'drawn'),
} as const;
type SetName = keyof typeof folders;

/** A share that wins lies between a third and 1. */
const edges = [0.33, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];
const halves = { sizes: [100, 1500], draws: 4000, seed: 1 };
const digits = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toFixed(6)) : value;

const viewer = viewerOf(readKernels('relaxed'));

async function validation({ folder, manifest }: PreparedSet) {
  const shards = await Promise.all(
    manifest.shards.validation.map(async (entry) => {
      const bytes = new Uint8Array(await readFile(join(folder, entry.file)));
      if (bytes.length !== shardBytes(entry.pictures))
        throw new Error(`answers: expected ${entry.pictures} pictures in ${entry.file}`);
      return unpackShard(bytes, entry);
    }),
  );
  return {
    labels: shards.flatMap(({ labels }) => [...labels]),
    answers: (weights: Float32Array): readonly number[] =>
      shards.flatMap(({ pixels }) => [...viewer.answers(weights, pixels)]),
  };
}

async function weightsOf(set: SetName, run: RecordedRun, epoch: number): Promise<Float32Array> {
  return decodeWeights(await readFile(join(folders[set], run.weights[epoch]!.file)), layout);
}

async function judge(
  set: SetName,
  pictures: Record<SetName, Awaited<ReturnType<typeof validation>>>,
) {
  const run = parseRun(JSON.parse(await readFile(join(folders[set], 'manifest.json'), 'utf8')));
  const own = pictures[set];
  const other = pictures[set === 'cifar10' ? 'procedural' : 'cifar10'];
  const best = await weightsOf(set, run, run.best);
  const right: Uint8Array[] = [];
  for (const { epoch } of run.epochs) {
    const shares = own.answers(await weightsOf(set, run, epoch));
    const given = answersOf(shares, own.labels.length);
    right.push(Uint8Array.from(given, ({ answer }, at) => (answer === own.labels[at] ? 1 : 0)));
    console.log(`${set}, epoch ${epoch}: ${right.at(-1)!.reduce((a, b) => a + b, 0)} right`);
  }
  return {
    weights: run.weights[run.best]!.sha256,
    own: confidence(own.answers(best), own.labels, edges),
    other: confidence(other.answers(best), other.labels, edges),
    grey: [...viewer.answers(best, greyPicture())],
    noise: [...viewer.answers(best, noisePicture(1))],
    choices: halves.sizes.map((size) => choosing(right, size, halves.draws, halves.seed)),
  };
}

const sets = await prepareSets(root);
const pictures = {
  cifar10: await validation(sets.cifar10),
  procedural: await validation(sets.procedural),
};
const judged = {
  cifar10: await judge('cifar10', pictures),
  procedural: await judge('procedural', pictures),
};
const table = `/**
 * How the recorded runs answer to all validation pictures: how sure they are, how often right, and what choosing the epoch on these pictures
 * does. A table, written by \`scripts/answers.ts\`; which weights it speaks of, their hashes say.
 */
import type { Choice } from '../../core/network/chosen-epoch.ts';
import type { Confidence } from '../../core/network/confidence.ts';

interface Judged {
  /** SHA-256 of the file of weights that were asked, the best epoch's. */
  readonly weights: string;
  /** On the pictures of the set that the run was trained on, and on those of the other set. */
  readonly own: Confidence;
  readonly other: Confidence;
  /** Shares of an even grey, and of the noise that the softmax figure begins with. */
  readonly grey: readonly number[];
  readonly noise: readonly number[];
  /** The epoch chosen on a few pictures, and on half of them. */
  readonly choices: readonly [few: Choice, half: Choice];
}

export const recordedAnswers: Readonly<Record<'cifar10' | 'procedural', Judged>> = ${JSON.stringify(judged, digits)};
`;
await writeFormatted(join(root, 'src', 'components', 'facts', 'recorded-answers.ts'), table);
