/** Small archives of the real layout, sound and broken in every way that the reader must notice. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { recordBytes } from '../../src/core/dataset/cifar.ts';
import type { ArchiveIdentity, ArchiveLayout } from './archive-catalog.ts';
import { cifarLayout } from './archive-catalog.ts';

/** Ten records a member, one of each label: five training and one validation picture a class. */
export const smallLayout: ArchiveLayout = {
  members: cifarLayout.members,
  memberBytes: 10 * recordBytes,
  perClass: { training: 5, validation: 1 },
  ceiling: 250_000,
};

export interface Entry {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly type?: string;
  /** What the size field says, if not the size. */
  readonly size?: string;
  readonly prefix?: string;
  readonly checksum?: number;
}

export function tarOf(entries: readonly Entry[], end = 1024): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    const bytes = entry.bytes ?? new Uint8Array(0);
    const header = Buffer.alloc(512);
    header.write(entry.name, 0, 100, 'latin1');
    header.write('0000644\0', 100);
    header.write(
      entry.size ?? `${bytes.length.toString(8).padStart(11, '0')}\0`,
      124,
      12,
      'latin1',
    );
    header.write('        ', 148);
    header.write(entry.type ?? '0', 156);
    header.write('ustar\u000000', 257);
    if (entry.prefix !== undefined) header.write(entry.prefix, 345);
    const sum = entry.checksum ?? header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    parts.push(header, Buffer.from(bytes), Buffer.alloc((512 - (bytes.length % 512)) % 512));
  }
  return Buffer.concat([...parts, Buffer.alloc(end)]);
}

/** A member's records: labels 0 to 9, unless told, and pixels that differ from member to member. */
export function recordsOf(salt: number, labels = [3, 0, 7, 1, 9, 2, 4, 5, 6, 8]): Uint8Array {
  const bytes = new Uint8Array(labels.length * recordBytes);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 31 + salt * 17 + (i >> 5)) & 255;
  labels.forEach((label, index) => void (bytes[index * recordBytes] = label));
  return bytes;
}

export const memberNames = [...smallLayout.members.training, ...smallLayout.members.validation];

/** The entries of a sound archive, in an order that is not that of the numbers, with things to be skipped. */
export function entriesOf(salt = 0): Entry[] {
  const members = memberNames.map((name, index) => ({ name, bytes: recordsOf(salt + index) }));
  const [one, two, three, four, five, test] = members as [Entry, Entry, Entry, Entry, Entry, Entry];
  return [
    { name: 'cifar-10-batches-bin/', type: '5' },
    one,
    { name: 'cifar-10-batches-bin/batches.meta.txt', bytes: Buffer.from('airplane\n') },
    three,
    two,
    test,
    five,
    four,
    { name: 'cifar-10-batches-bin/readme.html', bytes: Buffer.from('<p>') },
  ];
}

export const archiveOf = (entries: readonly Entry[]): Buffer => gzipSync(tarOf(entries));

export const hashOf = (bytes: Uint8Array): { sha256: string; bytes: number } => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
});

/** A catalogue in which this archive is the official one. */
export function catalogOf(bytes: Uint8Array): {
  official: ArchiveIdentity;
  identify: (hash: { sha256: string; bytes: number }) => ArchiveIdentity;
} {
  const official = { ...hashOf(bytes), source: 'cifar-10', name: 'CIFAR-10' } as const;
  return {
    official,
    identify: (hash) =>
      hash.sha256 === official.sha256
        ? official
        : { ...hash, source: 'cifar-10-copy', name: 'CIFAR-10 layout, unknown copy' },
  };
}
