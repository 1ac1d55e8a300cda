/** The one batch that every contender trains on: the first pictures of the set in `public/data`, or drawn ones. */
import { existsSync } from 'node:fs';
import { firstPictures } from '../e2e/oracle-run.ts';
import { manifestOf } from '../e2e/pages.ts';
import type { PictureBatch } from '../src/core/dataset/batches.ts';
import { drawSplit } from '../src/core/dataset/procedural/procedural.ts';

const folder = 'public';

export interface Batch extends PictureBatch {
  /** Which pictures, for readers. */
  readonly name: string;
}

export function batchOf(count: number): Batch {
  if (existsSync(`${folder}/data/manifest.json`))
    return { ...firstPictures(folder, count), name: manifestOf(folder).name };
  return { ...drawSplit('training', undefined, count), name: 'drawn pictures' };
}
