import { cpSync, rmSync } from 'node:fs';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';

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

// Static hosting under a sub-path: SITE=https://example.org BASE_PATH=/three-blocks npm run build
export default defineConfig({
  site: process.env.SITE ?? 'http://127.0.0.1:4321',
  base: process.env.BASE_PATH ?? '/',
  outDir: process.env.OUT_DIR ?? './dist',
  trailingSlash: 'always',
  integrations: [mdx(), svelte(), sitemap(), otherPictures],
  devToolbar: { enabled: false },
  vite: { worker: { format: 'es' }, build: { target: 'es2022' } },
});
