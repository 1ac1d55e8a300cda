/** What the data set is: its classes, its sizes, and the manifest that names every byte of it. */

export interface ClassLabel {
  /** CIFAR-10's own label number. */
  readonly label: number;
  readonly name: string;
  readonly plural: string;
}

/** The three classes of the article, in CIFAR-10's order. */
export const classes: readonly ClassLabel[] = [
  { label: 0, name: 'airplane', plural: 'airplanes' },
  { label: 1, name: 'car', plural: 'cars' },
  { label: 2, name: 'bird', plural: 'birds' },
];

export const picture = { height: 32, width: 32, channels: 3, bytes: 32 * 32 * 3 } as const;

export type Split = 'training' | 'validation';

/** Pictures of each split: 5,000 and 1,000 a class. */
export const counts: Readonly<Record<Split, number>> = { training: 15_000, validation: 3_000 };

/** Pictures in one shard file: under 4 MB each, and small ones for validation so that a figure can fetch few. */
export const shardPictures: Readonly<Record<Split, number>> = { training: 1_250, validation: 250 };

export interface ShardEntry {
  /** File name, with the first characters of its hash in it. */
  readonly file: string;
  readonly pictures: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Where the pictures come from. `cifar-10`: the official archive. `cifar-10-copy`: an archive of the same layout with another
 * hash. `procedural`: drawn by this project's code, and not CIFAR-10.
 */
export type DataSourceKind = 'cifar-10' | 'cifar-10-copy' | 'procedural';

export interface DataManifest {
  readonly version: 1;
  readonly source: DataSourceKind;
  /** For readers, for example `CIFAR-10, rebuilt copy`. */
  readonly name: string;
  /** The archive it was packed from; null for the procedural set. */
  readonly archive: { readonly sha256: string; readonly bytes: number } | null;
  readonly shards: Readonly<Record<Split, readonly ShardEntry[]>>;
}
