/**
 * What the build knows of the data set: its manifest, and the first validation pictures, so that pages have pictures before any
 * script runs. Read once, at build time only; nothing of it reaches a browser but what a page prints.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture, type DataManifest } from '../core/dataset/catalog.ts';
import { unpackShard } from '../core/dataset/shard.ts';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { initialWeights } from '../core/network/initial.ts';
import { look } from '../core/network/oracle.ts';
import { labelOf } from '../components/figure/data-label.ts';
import { initialState } from '../session/session-state.ts';

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

const entry = manifest.shards.validation[0]!;
const shard = unpackShard(new Uint8Array(readFileSync(join(folder, entry.file))), entry);

/** Bytes of validation picture `index`, which must be in the first shard. */
export const pixelsOf = (index: number): Uint8Array =>
  shard.pixels.subarray(index * picture.bytes, (index + 1) * picture.bytes);

/** Class number of validation picture `index`. */
export const labelAt = (index: number): number => shard.labels[index]!;

/** The first validation pictures, for figures that show ten before anyone has asked for others. */
export const firstTen: readonly number[] = Array.from({ length: 10 }, (_, index) => index);

/** The picture chosen before a reader chooses: the first airplane. */
export const firstPicture = shard.labels.indexOf(0);

/** All maps of the first picture in the network as it is before training. */
export const untrainedMaps = look(
  network,
  layout,
  initialWeights(layout, initialState.seed),
  pixelsOf(firstPicture),
);
