/** `npm start`: pictures, then the built site, then its address. Everything that is already up to date is left as it is. */
import { resolve } from 'node:path';
import { prepareData, reportFailure } from './data.ts';
import { settingsFrom } from './data/settings.ts';
import { ensureBuilt } from './serve/build.ts';
import { serve } from './serve.ts';

const root = resolve(import.meta.dirname, '..');

async function serveSite(args: readonly string[]): Promise<void> {
  const { env } = process;
  const { dataDir, cacheDir } = settingsFrom(env, args, root);
  const outDir = resolve(root, env.OUT_DIR || 'dist');
  await ensureBuilt({ root, cacheDir, outDir, dataDir, environment: env, say: console.log });
  const { url, close } = await serve({
    root: outDir,
    port: Number(env.PORT || 4321),
    base: env.BASE_PATH || '/',
    host: env.HOST || '127.0.0.1',
    isolated: args.includes('--isolated'),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(0)));
  console.log(`\nThree Blocks is ready. Open this address; Ctrl-C here ends it.\n\n  ${url}\n`);
}

/** The exit code so far; a served site keeps the process alive after it. */
async function start(args: readonly string[]): Promise<number> {
  try {
    await prepareData(args);
  } catch (error) {
    return reportFailure(error);
  }
  try {
    await serveSite(args);
    return 0;
  } catch (error) {
    console.error(`\nThe site could not be started. ${(error as Error).message}`);
    return 1;
  }
}

process.exitCode = await start(process.argv.slice(2));
