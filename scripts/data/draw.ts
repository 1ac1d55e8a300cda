/** Draws the procedural set on a few threads. What is drawn is decided in core; the bytes don't depend on the threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { counts, picture, type Split } from '../../src/core/dataset/catalog.ts';
import { proceduralLabels, proceduralSeed } from '../../src/core/dataset/procedural/procedural.ts';
import type { Shard } from '../../src/core/dataset/shard.ts';
import type { DrawOrder } from './draw-worker.ts';

const drawn = (order: DrawOrder): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`draw: a thread ended with code ${code}`)));
  });

async function drawSplit(split: Split, seed: number, count: number, threads: number) {
  const labels = proceduralLabels(split, seed, count);
  const pixels = new Uint8Array(count * picture.bytes);
  const size = Math.ceil(count / threads);
  const firsts = Array.from({ length: Math.ceil(count / size) }, (_, index) => index * size);
  await Promise.all(
    firsts.map(async (first) => {
      const part = labels.slice(first, first + size);
      pixels.set(await drawn({ split, first, labels: part, seed }), first * picture.bytes);
    }),
  );
  return { labels, pixels };
}

/** Both splits; all pictures of each, unless told how many. */
export async function drawSet(
  seed = proceduralSeed,
  sizes: Readonly<Record<Split, number>> = counts,
  threads = Math.min(4, availableParallelism()),
): Promise<Record<Split, Shard>> {
  return {
    training: await drawSplit('training', seed, sizes.training, threads),
    validation: await drawSplit('validation', seed, sizes.validation, threads),
  };
}
