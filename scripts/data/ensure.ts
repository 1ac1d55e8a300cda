/**
 * Brings the pictures to the data folder from the best source at hand, or leaves a set that already fits. The order: a named
 * archive, an archive kept from before, one beside the checkout, a download, drawn pictures.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataManifest, Split } from '../../src/core/dataset/catalog.ts';
import { proceduralSeed, proceduralVersion } from '../../src/core/dataset/procedural/procedural.ts';
import type { Shard } from '../../src/core/dataset/shard.ts';
import { hashFile, readArchive, type FileHash } from './archive.ts';
import { identify, official, type ArchiveIdentity, type ArchiveLayout } from './archive-catalog.ts';
import { expectRoom } from './disk.ts';
import type { Outcome } from './fetch-archive.ts';
import { withLock } from './lock.ts';
import { pack, sweep, type DataIdentity } from './pack.ts';
import {
  readPacked,
  readStamp,
  writeStamp,
  type Packed,
  type Reason,
  type Stamp,
} from './packed.ts';

export interface EnsureOptions {
  readonly dataDir: string;
  readonly cacheDir: string;
  readonly mode: 'auto' | 'procedural' | 'download';
  /** CIFAR10_ARCHIVE: used or refused, never passed over. */
  readonly archive: string | null;
  /** Where an archive may lie without being asked for. */
  readonly beside: string;
  /** False: no host is asked. */
  readonly network: boolean;
  readonly layout: ArchiveLayout;
  readonly say: (line: string) => void;
  /** Brings the official archive to `target`. */
  readonly fetch: (target: string) => Promise<Outcome>;
  readonly draw: () => Promise<Record<Split, Shard>>;
  readonly free?: (folder: string) => Promise<number>;
  /** What a hash is known as; tests have small archives of their own. */
  readonly known?: { readonly official: FileHash; identify(hash: FileHash): ArchiveIdentity };
}

export interface Ensured {
  readonly manifest: DataManifest;
  /** False where the set already stood there. */
  readonly packed: boolean;
}

export const archiveName = 'cifar-10-binary.tar.gz';

/** Bytes of a packed set, old and new beside each other, with a little air. */
const room = 130_000_000;

const drawnInput = `drawn ${proceduralVersion} seed ${proceduralSeed}`;

const drawnIdentity: DataIdentity = {
  source: 'procedural',
  name: 'Drawn pictures, not CIFAR-10',
  archive: null,
};

const catalog = { official, identify: (hash: FileHash) => identify(hash.sha256, hash.bytes) };

/** One run: what stands in the folder, and the ways to put something better there. */
class Preparation {
  readonly options: EnsureOptions;
  readonly standing: Packed | null;
  readonly stamp: Stamp | null;
  readonly known: NonNullable<EnsureOptions['known']>;

  constructor(options: EnsureOptions, standing: Packed | null, stamp: Stamp | null) {
    this.options = options;
    this.standing = standing;
    this.stamp = stamp;
    this.known = options.known ?? catalog;
  }

  get kept(): string {
    return join(this.options.cacheDir, archiveName);
  }

  /** The set that stands there, if it is of this kind. */
  standingOf(kind: (manifest: DataManifest) => boolean): Ensured | null {
    const manifest = this.standing?.manifest;
    return manifest && kind(manifest) ? { manifest, packed: false } : null;
  }

  private async put(
    pictures: Record<Split, Shard>,
    identity: DataIdentity,
    input: string,
    reason: Reason | null,
  ): Promise<Ensured> {
    const { dataDir, cacheDir, free } = this.options;
    await expectRoom(dataDir, room, free);
    const manifest = await pack(dataDir, pictures, identity);
    const { manifestSha256 } = (await readPacked(dataDir))!;
    await writeStamp(cacheDir, dataDir, { input, manifestSha256, reason });
    return { manifest, packed: true };
  }

  async fromArchive(path: string): Promise<Ensured> {
    const hash = await hashFile(path);
    if (this.stamp?.input === hash.sha256) {
      const fits = this.standingOf((manifest) => manifest.archive?.sha256 === hash.sha256);
      if (fits) return fits;
    }
    const { source, name } = this.known.identify(hash);
    const pictures = await readArchive(path, this.options.layout);
    if (source !== 'cifar-10')
      this.options.say(
        `${path} is not the official archive (SHA-256 ${hash.sha256}); its records were checked one by one and fit, and the site calls it "${name}".`,
      );
    return this.put(pictures, { source, name, archive: hash }, hash.sha256, null);
  }

  /** The official archive of an earlier download, if it is still sound. */
  async fromKept(): Promise<Ensured | null> {
    if (!existsSync(this.kept)) return null;
    const { sha256 } = await hashFile(this.kept);
    if (sha256 === this.known.official.sha256) return this.fromArchive(this.kept);
    this.options.say(
      `The archive kept in ${this.kept} is damaged (expected SHA-256 ${this.known.official.sha256}, got ${sha256}); it is removed.`,
    );
    await rm(this.kept);
    return null;
  }

  async fromBeside(): Promise<Ensured | null> {
    const { beside, say } = this.options;
    if (!existsSync(beside)) return null;
    say(`Using the archive beside this checkout, ${beside}.`);
    try {
      return await this.fromArchive(beside);
    } catch (error) {
      say(`It can't be used: ${(error as Error).message}.`);
      return null;
    }
  }

  async fromHosts(): Promise<Ensured | Exclude<Outcome, 'done'>> {
    const { cacheDir, free, fetch } = this.options;
    await expectRoom(cacheDir, this.known.official.bytes + room, free);
    const outcome = await fetch(this.kept);
    return outcome === 'done' ? this.fromArchive(this.kept) : outcome;
  }

  /** Keeps the note of why, so that the next run knows whether to ask a host again. */
  async drawn(reason: Reason): Promise<Ensured> {
    const { dataDir, cacheDir, say, draw } = this.options;
    const fits = this.standingOf((manifest) => manifest.source === 'procedural');
    if (fits && this.stamp?.input === drawnInput) {
      await writeStamp(cacheDir, dataDir, { ...this.stamp, reason });
      return fits;
    }
    say('Drawing the pictures: 15,000 to train on and 3,000 to validate with.');
    return this.put(await draw(), drawnIdentity, drawnInput, reason);
  }
}

const isReal = ({ source }: DataManifest): boolean => source !== 'procedural';
const isOfficial = ({ source }: DataManifest): boolean => source === 'cifar-10';

async function automatic(work: Preparation): Promise<Ensured> {
  const { network, say } = work.options;
  const best = work.stamp && work.standingOf(isOfficial);
  if (best) return best;
  const local = (await work.fromKept()) ?? work.standingOf(isOfficial) ?? (await work.fromBeside());
  if (local) return local;
  const real = work.standingOf(isReal);
  if (real) return real;
  if (!network) return work.drawn('offline');
  const before = work.stamp?.reason;
  if (before === 'slow' || before === 'chosen') {
    say('The last download was slow, so the drawn pictures stay.');
    return work.drawn(before);
  }
  const fetched = await work.fromHosts();
  return typeof fetched === 'string' ? work.drawn(fetched) : fetched;
}

async function downloaded(work: Preparation): Promise<Ensured> {
  const best = work.standingOf(isOfficial) ?? (await work.fromKept());
  if (best) return best;
  const fetched = await work.fromHosts();
  if (typeof fetched !== 'string') return fetched;
  throw new Error(
    'download: expected the archive from one of the hosts above, got it from none; ' +
      'what came so far is kept, and the next try goes on from there',
  );
}

/**
 * Makes sure that a whole set stands in the data folder. Throws a sentence naming what was expected and found; the set that stood
 * there before is then untouched.
 */
export async function ensureData(options: EnsureOptions): Promise<Ensured> {
  return withLock(join(options.cacheDir, 'data.lock'), options.say, async () => {
    await sweep(options.dataDir);
    const standing = await readPacked(options.dataDir);
    const stamp = await readStamp(options.cacheDir, options.dataDir, standing);
    const work = new Preparation(options, standing, stamp);
    if (options.mode === 'procedural') return work.drawn('wanted');
    if (options.archive !== null) return work.fromArchive(options.archive);
    return options.mode === 'download' ? downloaded(work) : automatic(work);
  });
}
