/** The run that the page should make, computed by the float64 oracle from the very shards of the built site. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  batchAt,
  epochOrder,
  gatherBatch,
  stepsPerEpoch,
  type PictureBatch,
} from '../src/core/dataset/batches.ts';
import { picture } from '../src/core/dataset/catalog.ts';
import { unpackShard } from '../src/core/dataset/shard.ts';
import { initialWeights } from '../src/core/network/initial.ts';
import { layout } from '../src/core/network/layout.ts';
import { network } from '../src/core/network/network.ts';
import { oracleState, trainStep } from '../src/core/network/oracle.ts';
import { recipe, type Hyperparameters } from '../src/core/network/recipe.ts';
import { manifestOf } from './pages.ts';

/** The first `count` training pictures of the built site in `root`. */
export function firstPictures(root: string, count: number): PictureBatch {
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * picture.bytes);
  let held = 0;
  for (const entry of manifestOf(root).shards.training) {
    if (held >= count) break;
    const bytes = new Uint8Array(readFileSync(join(root, 'data', entry.file)));
    const shard = unpackShard(bytes, entry);
    const taken = Math.min(count - held, entry.pictures);
    labels.set(shard.labels.subarray(0, taken), held);
    pixels.set(shard.pixels.subarray(0, taken * picture.bytes), held * picture.bytes);
    held += taken;
  }
  if (held < count) throw new Error(`oracle: expected ${count} training pictures, got ${held}`);
  return { labels, pixels };
}

/** Losses of the first `steps` steps of a run, dropout on, before each step. */
export function oracleLosses(
  root: string,
  seed: number,
  steps: number,
  { batchSize, trainingPictures }: Pick<Hyperparameters, 'batchSize' | 'trainingPictures'>,
): number[] {
  const pictures = firstPictures(root, trainingPictures);
  const perEpoch = stepsPerEpoch(trainingPictures, batchSize);
  const { learningRate } = recipe.hyperparameters;
  let state = oracleState(layout, initialWeights(layout, seed));
  return Array.from({ length: steps }, (_, index) => {
    const order = epochOrder(trainingPictures, seed, Math.floor(index / perEpoch));
    const places = batchAt(order, (index % perEpoch) * batchSize, batchSize);
    const taken = trainStep(network, layout, state, gatherBatch(pictures, places), {
      learningRate,
      seed,
      dropout: true,
    });
    state = taken.state;
    return taken.loss;
  });
}
