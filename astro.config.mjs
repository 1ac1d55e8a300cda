import { cpSync, rmSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { terms } from './src/content/glossary/terms.ts';
import { formulas } from './src/layouts/markdown/formulas.ts';
import { glossaryLinks } from './src/layouts/markdown/glossary-links.ts';
import { searchIndex } from './src/layouts/search/search-index.ts';

const base = process.env.BASE_PATH ?? '/';

/** With DATA_DIR set, the pictures of that folder stand in the build in the place of public/data. */
const otherPictures = {
  name: 'other-pictures',
  hooks: {
    'astro:build:done': ({ dir }) => {
      if (!process.env.DATA_DIR) return;
      const data = new URL('data/', dir);
      rmSync(data, { recursive: true, force: true });
      cpSync(process.env.DATA_DIR, data, { recursive: true });
    },
  },
};

/** Scripts stay files, however small: a page's policy need not allow what stands in it. All else as Vite has it. */
const ownFile = (file) => (file.endsWith('.js') ? false : undefined);

// Static hosting under a sub-path: SITE=https://example.org BASE_PATH=/three-blocks npm run build
export default defineConfig({
  site: process.env.SITE ?? 'http://127.0.0.1:4321',
  base,
  outDir: process.env.OUT_DIR ?? './dist',
  trailingSlash: 'always',
  integrations: [mdx(), svelte(), sitemap(), otherPictures, searchIndex],
  markdown: {
    processor: satteri({
      features: { math: true },
      mdastPlugins: [glossaryLinks(terms, `${base.replace(/\/?$/, '/')}glossary/`), formulas],
    }),
    // Prism marks code by classes; Shiki would write colours into the page.
    syntaxHighlight: 'prism',
  },
  devToolbar: { enabled: false },
  vite: { worker: { format: 'es' }, build: { target: 'es2022', assetsInlineLimit: ownFile } },
});
