import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeSearchIndex } from './search-index.ts';

async function site(pages: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'search-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, body] of Object.entries(pages)) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(
      join(folder, name, 'index.html'),
      `<!doctype html><html lang="en"><body>${body}</body></html>`,
    );
  }
  return folder;
}

test('pages with a body to search are indexed, and only what answers questions is written', async () => {
  const folder = await site({
    one: '<main data-pagefind-body><h1>One</h1><p>Receptive fields grow.</p></main>',
    two: '<main data-pagefind-body><h1>Two</h1><p>Filters span channels.</p></main>',
    none: '<main><h1>Not for searching</h1></main>',
  });
  expect(await writeSearchIndex(folder)).toBe(2);
  const files = await readdir(join(folder, 'pagefind'), { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining(['pagefind.js', 'pagefind-entry.json', 'wasm.en.pagefind']),
  );
  expect(files.filter((file) => file.startsWith('fragment/'))).toHaveLength(2);
  expect(files.filter((file) => /ui|\.css$|unknown|highlight/.test(file))).toEqual([]);
});

test('a folder without pages is refused', async () => {
  await expect(writeSearchIndex(await site({}))).rejects.toThrow('expected pages');
});
