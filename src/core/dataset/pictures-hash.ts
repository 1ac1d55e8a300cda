/** One hash for all the pictures of a set, whatever the set is called: what a run was trained on is told by it. */
import { asciiBytes } from '../math/ascii.ts';
import { sha256 } from '../math/sha256.ts';
import type { DataManifest } from './catalog.ts';

/** SHA-256 over the hashes of the training shards, then of the validation shards, in order: 64 hexadecimal digits. */
export function picturesHash({ shards }: Pick<DataManifest, 'shards'>): string {
  const digits = [...shards.training, ...shards.validation].map((entry) => entry.sha256).join('');
  return sha256(asciiBytes(digits));
}
