/**
 * The archives this project knows by their hash, the hosts that keep the official one, and the layout of what is inside.
 * A table: nothing is read or fetched here.
 */
import { counts, type DataSourceKind, type Split } from '../../src/core/dataset/catalog.ts';
import { recordBytes } from '../../src/core/dataset/cifar.ts';

/** What an archive must hold; tests hand in a small one of the same shape. */
export interface ArchiveLayout {
  readonly members: Readonly<Record<Split, readonly string[]>>;
  /** Bytes of each member. */
  readonly memberBytes: number;
  /** Pictures of each of the three classes. */
  readonly perClass: Readonly<Record<Split, number>>;
  /** Unpacked bytes above which reading stops: six members, names and padding, and nothing like a gzip bomb. */
  readonly ceiling: number;
}

const folder = 'cifar-10-batches-bin';

/** The binary version: five training files and one test file of 10,000 records. */
export const cifarLayout: ArchiveLayout = {
  members: {
    training: [1, 2, 3, 4, 5].map((number) => `${folder}/data_batch_${number}.bin`),
    validation: [`${folder}/test_batch.bin`],
  },
  memberBytes: 10_000 * recordBytes,
  perClass: { training: counts.training / 3, validation: counts.validation / 3 },
  ceiling: 190_000_000,
};

export interface ArchiveIdentity {
  readonly sha256: string;
  readonly bytes: number;
  readonly source: DataSourceKind;
  /** For readers; goes into the manifest. */
  readonly name: string;
}

/** The archive of the data set's author. */
export const official: ArchiveIdentity = {
  sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
  bytes: 170_052_171,
  source: 'cifar-10',
  name: 'CIFAR-10',
};

/** A copy rebuilt for development: the official labels and order, most of the pictures through JPEG once. */
const rebuilt: ArchiveIdentity = {
  sha256: '560747f5701c2f19e57222e7c6f12fabfbc8e2e49970625dde4e432678ac4c4d',
  bytes: 71_545_448,
  source: 'cifar-10-copy',
  name: 'CIFAR-10, rebuilt copy',
};

const known: readonly ArchiveIdentity[] = [official, rebuilt];

/** Who an archive is, by its hash. An unknown one is a copy until its records have been checked. */
export function identify(sha256: string, bytes: number): ArchiveIdentity {
  return (
    known.find((archive) => archive.sha256 === sha256) ?? {
      sha256,
      bytes,
      source: 'cifar-10-copy',
      name: 'CIFAR-10 layout, unknown copy',
    }
  );
}

export interface Host {
  /** Names the partial file, so that two hosts never write into the same one. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/**
 * Where the official bytes are kept, in the order of asking. The hash decides; a host is only a faster or slower way to it.
 * The second is the copy from which MindSpore's tutorials load CIFAR-10: the same file name, members and size (162.2 MiB).
 */
export const hosts: readonly Host[] = [
  {
    id: 'toronto',
    name: 'the University of Toronto',
    url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
  },
  {
    id: 'mindspore',
    name: "MindSpore's copy",
    url: 'https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/cifar-10-binary.tar.gz',
  },
];
