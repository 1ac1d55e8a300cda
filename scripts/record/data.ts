/** The two sets that a record needs: the one it is trained on, and the other one to ask its weights about. */
import { join, resolve } from 'node:path';
import type { DataManifest } from '../../src/core/dataset/catalog.ts';
import { prepareData } from '../data.ts';
import { cifarLayout } from '../data/archive-catalog.ts';
import { drawSet } from '../data/draw.ts';
import { ensureData } from '../data/ensure.ts';
import { settingsFrom } from '../data/settings.ts';
import { otherData } from '../test/stages.ts';
import type { SetName } from './harness/orders.ts';

export interface PreparedSet {
  readonly folder: string;
  readonly manifest: DataManifest;
}

/** Both sets, packed and checked. Throws a sentence where CIFAR-10 is not at hand. */
export async function prepareSets(root: string): Promise<Readonly<Record<SetName, PreparedSet>>> {
  const { manifest } = await prepareData();
  if (manifest.source === 'procedural')
    throw new Error(
      'record: expected CIFAR-10 in the data folder, got the drawn pictures; DATA=download npm run data brings it',
    );
  const drawn = await ensureData({
    ...settingsFrom({ DATA: 'procedural', DATA_DIR: otherData }, [], root),
    layout: cifarLayout,
    say: (line) => console.log(line),
    draw: () => drawSet(),
    fetch: () => Promise.reject(new Error('record: expected no download of the drawn set')),
  });
  return {
    cifar10: { folder: resolve(root, process.env['DATA_DIR'] || join('public', 'data')), manifest },
    procedural: { folder: resolve(root, otherData), manifest: drawn.manifest },
  };
}
