/**
 * `npm run serve`: serves the built site and prints its address. PORT, HOST and BASE_PATH by environment; `--isolated` sends
 * the headers for cross-origin isolation. Builds nothing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from './serve/server.ts';

export { serve, type Served, type ServeOptions } from './serve/server.ts';

if (import.meta.main) {
  const root = process.env.OUT_DIR ?? 'dist';
  if (!existsSync(join(root, 'index.html'))) {
    console.error(`serve: expected a built site in ${root}; run \`npm run build\` first.`);
    process.exit(1);
  }
  const { url, close } = await serve({
    root,
    port: Number(process.env.PORT ?? 4321),
    base: process.env.BASE_PATH ?? '/',
    host: process.env.HOST ?? '127.0.0.1',
    isolated: process.argv.includes('--isolated'),
  });
  console.log(`Three Blocks is at ${url}  (Ctrl-C ends it)`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(0)));
}
