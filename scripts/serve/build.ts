/** Builds the site where what it is made of has changed since the last build, and only then. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

export interface BuildOptions {
  /** The checkout. */
  readonly root: string;
  readonly cacheDir: string;
  /** Folder of the built site. */
  readonly outDir: string;
  readonly dataDir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Runs the build; throws where it fails. */
  readonly run?: (options: BuildOptions) => Promise<void>;
}

/** Files and folders that a build reads, from the checkout; the pictures enter by their manifest, which names their hashes. */
const inputs = [
  'src',
  'public',
  'astro.config.mjs',
  'svelte.config.js',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Variables that change what is built. */
const variables = ['BASE_PATH', 'SITE', 'OUT_DIR', 'DATA_DIR', 'DATA'];

async function* filesUnder(path: string): AsyncIterable<string> {
  const found = await stat(path).catch(() => null);
  if (!found) return;
  if (found.isFile()) return void (yield path);
  for (const name of (await readdir(path)).sort()) yield* filesUnder(join(path, name));
}

/** SHA-256 over the names and bytes of all inputs and over the variables. */
async function hashInputs(options: BuildOptions): Promise<string> {
  const { root, dataDir, environment } = options;
  const hash = createHash('sha256');
  const pictures = resolve(root, 'public/data') + sep;
  for (const input of inputs)
    for await (const file of filesUnder(join(root, input)))
      if (!file.startsWith(pictures))
        hash
          .update(`${relative(root, file)}\0`)
          .update(await readFile(file))
          .update('\0');
  hash.update(await readFile(join(dataDir, 'manifest.json')));
  for (const name of variables) hash.update(`\0${name}=${environment[name] ?? ''}`);
  return hash.digest('hex');
}

function runAstro({ root, environment }: BuildOptions): Promise<void> {
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [astro, 'build'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...environment, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    const end = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.once('SIGTERM', end);
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      process.off('SIGTERM', end);
      if (code === 0) done();
      else fail(new Error(`build: expected Astro to end with code 0, got ${signal ?? code}`));
    });
  });
}

/** Another build into the same folder rewrites its first page; then the folder is not the one that was noted. */
const timeOf = async (outDir: string): Promise<number> =>
  (await stat(join(outDir, 'index.html')).catch(() => null))?.mtimeMs ?? 0;

/** True where a build was needed. Throws where it failed. */
export async function ensureBuilt(options: BuildOptions): Promise<boolean> {
  const name = createHash('sha256').update(resolve(options.outDir)).digest('hex').slice(0, 12);
  const note = join(options.cacheDir, `build-${name}.json`);
  const wanted = await hashInputs(options);
  const stands = JSON.stringify({ inputs: wanted, built: await timeOf(options.outDir) });
  if ((await readFile(note, 'utf8').catch(() => '')) === stands) return false;
  options.say('Building the site.');
  await (options.run ?? runAstro)(options);
  const built = await timeOf(options.outDir);
  if (built === 0)
    throw new Error(`build: expected ${join(options.outDir, 'index.html')}, got none`);
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, JSON.stringify({ inputs: wanted, built }));
  return true;
}
