import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  archiveOf,
  entriesOf,
  memberNames,
  recordsOf,
  smallLayout,
  tarOf,
  type Entry,
} from './archive.fixture.ts';
import { hashFile, readArchive } from './archive.ts';
import { identify, official } from './archive-catalog.ts';
import { freshFolder } from './folder.fixture.ts';

async function read(bytes: Uint8Array) {
  const path = join(freshFolder(), 'archive.tar.gz');
  await writeFile(path, bytes);
  return readArchive(path, smallLayout);
}

/** The sound entries with the one of this name changed. */
const changed = (name: string, change: Partial<Entry>): Entry[] =>
  entriesOf().map((entry) => (entry.name === name ? { ...entry, ...change } : entry));

const [first, second, , , , test6] = memberNames as [
  string,
  string,
  string,
  string,
  string,
  string,
];

describe('a sound archive', () => {
  test('gives the pictures in the order of the numbered files, whatever the order in the tar', async () => {
    const { training, validation } = await read(archiveOf(entriesOf()));
    expect([...training.labels]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect([...validation.labels]).toEqual([0, 1, 2]);
    memberNames.slice(0, 5).forEach((_, index) => {
      // Record 1 is the airplane; its first red byte is byte 3074 of the member.
      expect(training.pixels[index * 3 * 3072]).toBe(recordsOf(index)[3074]);
    });
  });

  test('may carry links, extension headers and odd names: they are skipped, never followed', async () => {
    const strange: Entry[] = [
      { name: '../../etc/passwd', bytes: Buffer.from('x') },
      { name: '/etc/shadow', bytes: Buffer.from('x') },
      { name: 'link', type: '2' },
      { name: 'hard', type: '1' },
      { name: 'device', type: '3' },
      { name: '././@LongLink', type: 'L', bytes: Buffer.from(`${first}\0`) },
      { name: 'dir/@PaxHeader', type: 'x', bytes: Buffer.from('30 mtime=1350715200.123456789\n') },
    ];
    const { training } = await read(archiveOf([...strange, ...entriesOf()]));
    expect(training.labels.length).toBe(15);
  });

  test('is known by its hash alone', () => {
    expect(identify(official.sha256, 1).name).toBe('CIFAR-10');
    expect(identify('ab', 7)).toEqual({
      sha256: 'ab',
      bytes: 7,
      source: 'cifar-10-copy',
      name: 'CIFAR-10 layout, unknown copy',
    });
  });
});

describe('a broken archive is refused, and the error names what was expected and found', () => {
  const sound = archiveOf(entriesOf());
  const badCheck = Buffer.from(sound);
  badCheck[sound.length - 6]! ^= 1;
  const bomb = gzipSync(
    Buffer.concat([
      tarOf([{ name: 'zeros', bytes: Buffer.alloc(200_000) }], 0),
      tarOf(entriesOf()),
    ]),
  );
  const others = (name: string): Entry[] => entriesOf().filter((entry) => entry.name !== name);
  const pax = (record: string): Entry => ({
    name: 'PaxHeader/x',
    type: 'x',
    bytes: Buffer.from(`${record.length + 4} ${record}\n`),
  });

  const cases: readonly (readonly [string, Uint8Array, string | RegExp])[] = [
    [
      'a web page',
      Buffer.from('<!doctype html>'),
      'archive: expected the first bytes of gzip, 1f8b, got 3c21',
    ],
    ['an empty file', Buffer.alloc(0), 'got nothing'],
    [
      'a cut file',
      sound.subarray(0, -200),
      'gzip: expected a whole stream, got one that ends early',
    ],
    ['a wrong gzip checksum', badCheck, 'gzip: expected sound data and nothing behind it'],
    [
      'garbage behind the gzip stream',
      Buffer.concat([sound, Buffer.from('more')]),
      'gzip: expected sound data and nothing behind it',
    ],
    [
      'zeros behind the gzip stream',
      Buffer.concat([sound, Buffer.alloc(9)]),
      `expected the stream to end with the file at byte ${sound.length + 9}, it ends at ${sound.length}`,
    ],
    [
      'raw deflate',
      Buffer.concat([Buffer.from([0x1f, 0x8b]), deflateRawSync(gunzipSync(sound))]),
      'gzip: expected sound data',
    ],
    ['a gzip bomb', bomb, 'gzip: expected at most 250000 unpacked bytes, got more'],
    [
      'data behind the end mark',
      gzipSync(Buffer.concat([tarOf(entriesOf()), Buffer.from('x')])),
      'tar: expected nothing after the end mark, got data at byte',
    ],
    ['no end mark', gzipSync(tarOf(entriesOf(), 0)), 'bytes of a header or the end mark'],
    [
      'a tar cut inside a member',
      gzipSync(tarOf(entriesOf()).subarray(0, 40_000)),
      /tar: expected 30730 bytes of .*data_batch_3.bin from byte \d+, got \d+/,
    ],
    [
      'a bad header checksum',
      archiveOf(changed(first, { checksum: 1 })),
      /tar: expected header checksum \d+ at byte 512, got 1/,
    ],
    [
      'a bad header checksum of a skipped entry',
      archiveOf(changed('cifar-10-batches-bin/readme.html', { checksum: 8 })),
      /tar: expected header checksum \d+/,
    ],
    [
      'a missing member',
      archiveOf(others(second)),
      `tar: expected 6 members, ${second} is missing`,
    ],
    [
      'a member twice',
      archiveOf([...entriesOf(), ...entriesOf().slice(1, 2)]),
      `tar: expected ${first} once, got it twice`,
    ],
    [
      'a symbolic link in place of a member',
      archiveOf(changed(test6, { type: '2', bytes: new Uint8Array(0) })),
      `tar: expected ${test6} to be a plain file, got a symbolic link (type "2")`,
    ],
    [
      'a hard link in place of a member',
      archiveOf(changed(test6, { type: '1', bytes: new Uint8Array(0) })),
      'got a hard link',
    ],
    [
      'a member of the wrong size',
      archiveOf(changed(first, { bytes: recordsOf(0).subarray(3073) })),
      `tar: expected 30730 bytes in ${first}, got 27657`,
    ],
    [
      'an empty member',
      archiveOf(changed(first, { bytes: new Uint8Array(0) })),
      `tar: expected 30730 bytes in ${first}, got 0`,
    ],
    [
      'a size in base 256',
      archiveOf(changed(first, { size: '\u0080\0\0\0\0\0\0\0\0\0x\n' })),
      'tar: expected octal digits as size of',
    ],
    [
      'a negative size',
      archiveOf(changed(first, { size: '-0000000012' })),
      'tar: expected octal digits as size of',
    ],
    [
      'a member named only by an extension header',
      archiveOf([
        ...others(first),
        pax(`path=${first}`),
        { name: 'elsewhere.bin', bytes: recordsOf(0) },
      ]),
      `${first} is missing`,
    ],
    [
      'a member named with a leading dot',
      archiveOf(changed(first, { name: `./${first}` })),
      `${first} is missing`,
    ],
    [
      'a member pushed elsewhere by its prefix',
      archiveOf(changed(first, { prefix: '..' })),
      `${first} is missing`,
    ],
    [
      'a label above nine',
      archiveOf(changed(second, { bytes: recordsOf(1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 11]) })),
      `${second}: expected labels 0 to 9, got 11 in record 9 (byte 27657)`,
    ],
    [
      'a wrong count of a class',
      archiveOf(changed(second, { bytes: recordsOf(1, [0, 0, 2, 3, 4, 5, 6, 7, 8, 9]) })),
      'expected 5 airplanes (label 0), got 6',
    ],
  ];

  test.each(cases)('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message);
  });

  test('a path that is no file', async () => {
    const folder = freshFolder();
    await expect(hashFile(folder)).rejects.toThrow(
      `archive: expected a readable file at ${folder}`,
    );
    await expect(hashFile(join(folder, 'none'))).rejects.toThrow(
      'archive: expected a readable file',
    );
  });
});
