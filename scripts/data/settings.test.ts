import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsFrom } from './settings.ts';

const root = resolve('/checkout/here');

describe('the settings', () => {
  test('of a plain start are the folders of the checkout, any source, and 110 seconds', () => {
    expect(settingsFrom({}, [], root)).toEqual({
      dataDir: resolve(root, 'public/data'),
      cacheDir: resolve(root, '.cache'),
      mode: 'auto',
      archive: null,
      beside: resolve('/checkout/shared/cifar10/cifar-10-binary.tar.gz'),
      network: true,
      budget: 110_000,
    });
  });

  test('take folders, archive and budget from the environment', () => {
    const environment = {
      DATA_DIR: '/data',
      CACHE_DIR: 'c',
      CIFAR10_ARCHIVE: '../a.tar.gz',
      DATA_BUDGET_S: '5',
    };
    expect(settingsFrom(environment, [], root)).toMatchObject({
      dataDir: resolve('/data'),
      cacheDir: resolve(root, 'c'),
      archive: resolve('/checkout/a.tar.gz'),
      budget: 5_000,
    });
  });

  test.each([
    [{ CI: 'true' }, []],
    [{ CI: '1' }, []],
    [{}, ['--no-download']],
  ])('ask no host with %j %j', (environment, args) => {
    expect(settingsFrom(environment, args, root).network).toBe(false);
    // Asked for by name, the download is made all the same.
    expect(settingsFrom({ ...environment, DATA: 'download' }, args, root)).toMatchObject({
      network: true,
      budget: null,
    });
  });

  test.each([
    [{ DATA: 'drawn' }, 'DATA: expected "procedural", "download" or nothing, got "drawn"'],
    [{ DATA: 'toString' }, 'got "toString"'],
    [{ DATA_BUDGET_S: 'soon' }, 'DATA_BUDGET_S: expected seconds, 0 or more, got "soon"'],
    [{ DATA_BUDGET_S: '-1' }, 'got "-1"'],
  ])('refuse %j', (environment, message) => {
    expect(() => settingsFrom(environment, [], root)).toThrow(message);
  });
});
