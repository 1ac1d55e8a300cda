/** The present run as a file, and a file as a run for this page. What becomes of it is decided elsewhere. */
import { picturesHash } from '../core/dataset/pictures-hash.ts';
import type { DataManifest } from '../core/dataset/catalog.ts';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  sizeFault,
  type DataIdentity,
  type Decoded,
  type SavedRun,
} from '../core/network/checkpoint.ts';
import { network } from '../core/network/network.ts';
import { digest } from '../worker/digest.ts';
import type { SessionState } from './session-state.ts';

/** Asked for at every report, and always of the same manifest. */
const identities = new WeakMap<DataManifest, DataIdentity>();

export function identityOf(manifest: DataManifest): DataIdentity {
  const known = identities.get(manifest);
  if (known) return known;
  const identity = { name: manifest.name, sha256: picturesHash(manifest) };
  identities.set(manifest, identity);
  return identity;
}

/** What would be saved now: the run at its last checkpoint; null before the first step. */
export function savedRunOf({ source, hyperparameters, checkpoint }: SessionState): SavedRun | null {
  if (!source || !checkpoint || checkpoint.step === 0) return null;
  return { data: identityOf(source.manifest), hyperparameters, checkpoint };
}

/** `three-blocks-seed-1-step-590.run`: nothing in it that a reader typed. */
export const fileName = ({ checkpoint: { seed, step } }: SavedRun): string =>
  `three-blocks-seed-${seed}-step-${step}.run`;

/** The file's bytes. Rejects where the run could not be opened again. */
export const bytesOf = (run: SavedRun): Promise<Uint8Array<ArrayBuffer>> =>
  encodeCheckpoint(run, network, digest);

export const runIn = (bytes: Uint8Array<ArrayBuffer>, manifest: DataManifest): Promise<Decoded> =>
  decodeCheckpoint(bytes, { network, data: identityOf(manifest) }, digest);

/** What of a `File` is needed. */
export type ReadableFile = Pick<Blob, 'size' | 'arrayBuffer'>;

/** The run in a file that a reader chose; one that is too large is not read at all. */
export async function runInFile(file: ReadableFile, manifest: DataManifest): Promise<Decoded> {
  const large = sizeFault(file.size);
  if (large !== null) return { ok: false, reason: large };
  try {
    return await runIn(new Uint8Array(await file.arrayBuffer()), manifest);
  } catch {
    return { ok: false, reason: 'It could not be read from where it lies.' };
  }
}
