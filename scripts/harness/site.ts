/**
 * A small site made for one program: bundles a folder with the project's own modules and workers in it, and serves it from this
 * machine while the program runs. Parity tests and the bench stand on it; readers never see it.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve } from '../serve.ts';

export interface HarnessSite {
  /** Of the folder's `index.html`, ending in a slash. */
  readonly address: string;
  close(): Promise<void>;
}

export interface HarnessOptions {
  /** Sends the headers that make the page cross-origin isolated, as plain hosting does not. Default: off. */
  readonly isolated?: boolean;
  /** A folder whose files are copied beside the page as they are. Default: none. */
  readonly publicFolder?: URL;
}

/**
 * Bundles the folder `root` (its URL, with an `index.html`) into `.cache/harness/<name>` and serves that on a free port of
 * 127.0.0.1. Files that are loaded by address stay files, so that what is measured loads as it does on the site.
 *
 * @throws with the bundler's words.
 */
export async function harnessSite(
  root: URL,
  name: string,
  { isolated = false, publicFolder }: HarnessOptions = {},
): Promise<HarnessSite> {
  const folder = fileURLToPath(new URL(`../../.cache/harness/${name}/`, import.meta.url));
  await build({
    configFile: false,
    root: fileURLToPath(root),
    base: './',
    publicDir: publicFolder ? fileURLToPath(publicFolder) : false,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      rolldownOptions: { checks: { pluginTimings: false } },
      chunkSizeWarningLimit: 4000,
    },
  });
  const served = await serve({ root: folder, port: 0, base: '/', isolated });
  return { address: served.url, close: served.close };
}
