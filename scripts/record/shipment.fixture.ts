/** The manifest of a set of no pictures, for tests that need only its name. */
import type { DataManifest } from '../../src/core/dataset/catalog.ts';

export const dataManifest: DataManifest = {
  version: 1,
  source: 'procedural',
  name: 'Drawn pictures, not CIFAR-10',
  archive: null,
  shards: { training: [], validation: [] },
};
