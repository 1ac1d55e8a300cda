import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshFolder } from '../data/folder.fixture.ts';
import { ensureBuilt, type BuildOptions } from './build.ts';

/** A checkout with a build that writes one page and counts. */
async function checkout() {
  const root = freshFolder();
  const dataDir = join(root, 'public', 'data');
  await mkdir(join(root, 'src', 'pages'), { recursive: true });
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(root, 'src', 'pages', 'index.astro'), 'one');
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(dataDir, 'manifest.json'), '{}');
  const outDir = join(root, 'dist');
  const count = { builds: 0 };
  const run = async (): Promise<void> => {
    count.builds++;
    await mkdir(outDir, { recursive: true });
    await writeFile(join(outDir, 'index.html'), String(count.builds));
  };
  const build = (change: Partial<BuildOptions> = {}) =>
    ensureBuilt({
      root,
      cacheDir: join(root, '.cache'),
      outDir,
      dataDir,
      environment: {},
      say: () => undefined,
      run,
      ...change,
    });
  return { root, dataDir, outDir, count, build };
}

type Checkout = Awaited<ReturnType<typeof checkout>>;

describe('the build', () => {
  test('is made once, and not again while nothing changes', async () => {
    const { build } = await checkout();
    expect([await build(), await build(), await build()]).toEqual([true, false, false]);
  });

  test.each<[string, (c: Checkout) => Promise<unknown>]>([
    ['a page changes', ({ root }) => writeFile(join(root, 'src', 'pages', 'index.astro'), 'two')],
    ['a file comes', ({ root }) => writeFile(join(root, 'src', 'new.ts'), '')],
    [
      'a file changes its name',
      async ({ root }) => {
        await rm(join(root, 'src', 'pages', 'index.astro'));
        await writeFile(join(root, 'src', 'pages', 'other.astro'), 'one');
      },
    ],
    ['the packages change', ({ root }) => writeFile(join(root, 'package-lock.json'), '{"a":1}')],
    ['the pictures change', ({ dataDir }) => writeFile(join(dataDir, 'manifest.json'), '{"a":1}')],
    [
      'another build went into the folder',
      async ({ outDir }) => {
        await writeFile(join(outDir, 'index.html'), 'x');
        await utimes(join(outDir, 'index.html'), 5, 5);
      },
    ],
    ['the built site is gone', ({ outDir }) => rm(outDir, { recursive: true })],
  ])('is made again where %s', async (_, change) => {
    const one = await checkout();
    await one.build();
    await change(one);
    expect(await one.build()).toBe(true);
    expect(await one.build()).toBe(false);
  });

  test('is made again under another base path', async () => {
    const { build } = await checkout();
    await build();
    expect(await build({ environment: { BASE_PATH: '/sub/' } })).toBe(true);
  });

  test('does not look at the shards, which the manifest names', async () => {
    const { dataDir, build } = await checkout();
    await build();
    await writeFile(join(dataDir, 'training-00-aa.bin'), 'x');
    expect(await build()).toBe(false);
  });

  test('that fails is not taken for one', async () => {
    const { build, count } = await checkout();
    await expect(build({ run: () => Promise.reject(new Error('build: broken')) })).rejects.toThrow(
      'broken',
    );
    await expect(build({ run: () => Promise.resolve() })).rejects.toThrow('index.html, got none');
    await build();
    expect(count.builds).toBe(1);
  });
});
