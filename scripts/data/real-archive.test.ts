import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { counts } from '../../src/core/dataset/catalog.ts';
import { hashFile, readArchive } from './archive.ts';
import { cifarLayout, identify } from './archive-catalog.ts';
import { freshFolder } from './folder.fixture.ts';
import { pack } from './pack.ts';
import { readPacked } from './packed.ts';

const archive = resolve(import.meta.dirname, '../../../shared/cifar10/cifar-10-binary.tar.gz');

describe('an archive of the real size', () => {
  test.skipIf(!existsSync(archive))(
    'gives 5,000 and 1,000 pictures a class in 24 shards (skipped where no archive lies beside the checkout)',
    async () => {
      const hash = await hashFile(archive);
      const { source, name } = identify(hash.sha256, hash.bytes);
      expect(name).toMatch(/^CIFAR-10/);
      expect(name).not.toMatch(/unknown/);
      const pictures = await readArchive(archive, cifarLayout);
      for (const split of ['training', 'validation'] as const) {
        const { labels } = pictures[split];
        expect(labels.length).toBe(counts[split]);
        for (const label of [0, 1, 2])
          expect(labels.filter((one) => one === label).length).toBe(counts[split] / 3);
      }
      // The first records of the official files: 6 9 9 4 1 1 2 … and 3 8 8 0 6 6 1 …
      expect([...pictures.training.labels.subarray(0, 3)]).toEqual([1, 1, 2]);
      expect([...pictures.validation.labels.subarray(0, 2)]).toEqual([0, 1]);
      const folder = freshFolder();
      const manifest = await pack(folder, pictures, { source, name, archive: hash });
      expect(manifest.shards.training.length + manifest.shards.validation.length).toBe(24);
      for (const shard of manifest.shards.training) expect(shard.bytes).toBeLessThan(4_000_000);
      expect((await readPacked(folder))?.manifest).toEqual(manifest);
    },
  );
});
