/** Makes the index that the search page asks, from the built pages: prose and glossary only, in the folder `pagefind` of the site. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';

/** What stands in a chapter and is no prose. */
const passedOver = [
  'figure',
  'astro-island',
  'nav',
  'form',
  'math',
  'button',
  'summary',
  '[role=status]',
];

/** Of what Pagefind makes, the part that answers questions; it brings user interfaces along that nobody here loads. */
const needed =
  /^(pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|(index|fragment)\/.+|wasm\.en\.pagefind|pagefind\.en_[\w.]+\.pf_meta)$/;

const refuse = (errors: readonly string[]): void => {
  if (errors.length > 0) throw new Error(`search: expected an index, got: ${errors.join('; ')}`);
};

/**
 * Indexes every page in `folder` that has a `data-pagefind-body`.
 *
 * @returns how many these are.
 * @throws where no page has one, or Pagefind reports an error.
 */
export async function writeSearchIndex(folder: string): Promise<number> {
  const { index, errors } = await pagefind.createIndex({ excludeSelectors: passedOver });
  refuse(errors);
  if (!index) throw new Error('search: expected an index, got none');
  try {
    const read = await index.addDirectory({ path: folder, glob: '**/index.html' });
    refuse(read.errors);
    const made = await index.getFiles();
    refuse(made.errors);
    const pages = made.files.filter(({ path }) => path.startsWith('fragment/')).length;
    if (pages === 0) throw new Error(`search: expected pages in ${folder} to index, got none`);
    for (const { path, content } of made.files.filter((file) => needed.test(file.path))) {
      const place = join(folder, 'pagefind', path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    }
    return pages;
  } finally {
    await pagefind.close();
  }
}

export const searchIndex: AstroIntegration = {
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir, logger }) => {
      const pages = await writeSearchIndex(fileURLToPath(dir));
      logger.info(`${pages} pages can be searched`);
    },
  },
};
