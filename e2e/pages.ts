/** The pages of a built site, read from its folder, so that a new chapter is tested the day it is written. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DataManifest } from '../src/core/dataset/catalog.ts';

/** Folder of the build under test, as the build itself takes it. */
export const builtSite = process.env.OUT_DIR ?? 'dist';

/** What is not found is a page, too. */
const lost = '404.html';

/**
 * Addresses relative to the site's root: `./`, `training/`, `404.html`.
 *
 * @param root folder of the build, from the repository's own.
 */
export function pagesOf(root: string): readonly string[] {
  if (!existsSync(join(root, 'index.html')))
    throw new Error(`pages: expected a built site in ${root}; make it with "npm run build"`);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.html') || file === lost)
    .map(
      (file) =>
        file
          .split(sep)
          .join('/')
          .replace(/index\.html$/, '') || './',
    )
    .sort();
}

export const manifestOf = (root: string): DataManifest =>
  JSON.parse(readFileSync(join(root, 'data', 'manifest.json'), 'utf8')) as DataManifest;
