import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';

// Static hosting under a sub-path: SITE=https://example.org BASE_PATH=/three-blocks npm run build
export default defineConfig({
  site: process.env.SITE ?? 'http://127.0.0.1:4321',
  base: process.env.BASE_PATH ?? '/',
  outDir: process.env.OUT_DIR ?? './dist',
  trailingSlash: 'always',
  integrations: [mdx(), svelte(), sitemap()],
  devToolbar: { enabled: false },
  vite: { worker: { format: 'es' }, build: { target: 'es2022' } },
});
