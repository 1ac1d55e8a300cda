/**
 * What the build knows of the data set: its manifest, and the first validation pictures, so that pages have pictures before any
 * script runs. Read once, at build time only; nothing of it reaches a browser but what a page prints.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture, type DataManifest, type Split } from '../core/dataset/catalog.ts';
import { unpackShard, type Shard } from '../core/dataset/shard.ts';
import { layout } from '../core/network/layout.ts';
import { decodeWeights, parseRun } from '../core/network/recorded-run.ts';
import { network } from '../core/network/network.ts';
import { look } from '../core/network/oracle.ts';
import { labelOf } from '../components/figure/data-label.ts';

const folder = process.env.DATA_DIR ?? 'public/data';

function readManifest(): DataManifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as DataManifest;
  } catch (cause) {
    throw new Error(`build: expected a data set in ${folder}; make one with "npm run data"`, {
      cause,
    });
  }
}

export const manifest = readManifest();
export const dataLabel = labelOf(manifest);

/** Folder, in the site, of the run that was recorded on pictures like these. */
export const recordedFolder = dataLabel.drawn ? 'run/drawn/' : 'run/';

/** That run, checked. Throws with the field at fault: a site whose recorded run is broken is not built. */
export const recordedRun = parseRun(
  JSON.parse(readFileSync(join('public', recordedFolder, 'manifest.json'), 'utf8')),
);

/** What every page says of it: all but its thousands of steps. */
export const recordedOutline = { ...recordedRun, steps: { loss: [], accuracy: [] } };

function firstShard(split: Split): Shard {
  const entry = manifest.shards[split][0]!;
  return unpackShard(new Uint8Array(readFileSync(join(folder, entry.file))), entry);
}
const shard = firstShard('validation');

/** The first training pictures, for figures that show a step on them. */
export const trainingShard = firstShard('training');

/** Bytes of validation picture `index`, which must be in the first shard. */
export const pixelsOf = (index: number): Uint8Array =>
  shard.pixels.subarray(index * picture.bytes, (index + 1) * picture.bytes);

/** Class number of validation picture `index`. */
export const labelAt = (index: number): number => shard.labels[index]!;

/** The first validation pictures, for figures that show ten before anyone has asked for others. */
export const firstTen: readonly number[] = Array.from({ length: 10 }, (_, index) => index);

/** The picture chosen before a reader chooses: the first airplane. */
export const firstPicture = shard.labels.indexOf(0);

/** The recorded run's weights at its best epoch, flat, in the order of `layout`. */
export const recordedWeights = decodeWeights(
  readFileSync(join('public', recordedFolder, recordedRun.weights[recordedRun.best]!.file)),
  layout,
);

/** All maps of the first picture in the recorded run at its best epoch: what figures show before a script runs. */
export const recordedMaps = look(network, layout, recordedWeights, pixelsOf(firstPicture));
