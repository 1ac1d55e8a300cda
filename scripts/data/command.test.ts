import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { archiveOf, entriesOf } from './archive.fixture.ts';
import { freshFolder } from './folder.fixture.ts';

const script = resolve(import.meta.dirname, '../data.ts');

function run(environment: Record<string, string>, ...args: string[]) {
  const folder = freshFolder();
  const data = join(folder, 'data');
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      CI: 'true',
      DATA: '',
      CIFAR10_ARCHIVE: '',
      DATA_DIR: data,
      CACHE_DIR: join(folder, 'cache'),
      ...environment,
    },
    encoding: 'utf8',
  });
  return { status, stderr, touched: existsSync(data) };
}

describe('the command', () => {
  test('ends with an error where the named archive is not there, and falls back on nothing', () => {
    const { status, stderr, touched } = run({ CIFAR10_ARCHIVE: '/no/such/archive.tar.gz' });
    expect(status).toBe(1);
    expect(stderr).toContain('archive: expected a readable file at /no/such/archive.tar.gz');
    expect(touched).toBe(false);
  });

  test('ends with an error where the named archive is too small to be CIFAR-10', async () => {
    const archive = join(freshFolder(), 'small.tar.gz');
    await writeFile(archive, archiveOf(entriesOf()));
    const { status, stderr, touched } = run({ CIFAR10_ARCHIVE: archive });
    expect(status).toBe(1);
    expect(stderr).toContain(
      'tar: expected 30730000 bytes in cifar-10-batches-bin/data_batch_1.bin, got 30730',
    );
    expect(stderr).toContain('The set that stood there before, if any, is as it was.');
    expect(touched).toBe(false);
  });

  test('ends with an error where a setting is none of those there are', () => {
    expect(run({ DATA: 'cifar' })).toMatchObject({ status: 1, touched: false });
  });
});
