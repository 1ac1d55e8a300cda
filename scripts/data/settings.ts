/** What the environment and the command line say about the data, checked, with the defaults of a plain `npm start`. */
import { resolve } from 'node:path';
import type { EnsureOptions } from './ensure.ts';

export type Settings = Pick<
  EnsureOptions,
  'dataDir' | 'cacheDir' | 'mode' | 'archive' | 'beside' | 'network'
> & {
  /** Milliseconds for the download; null waits as long as it takes. */
  readonly budget: number | null;
};

type Environment = Readonly<Record<string, string | undefined>>;

const modes = { '': 'auto', procedural: 'procedural', download: 'download' } as const;

/** Seconds for the download, unless DATA_BUDGET_S tells others. */
const budgetSeconds = 110;

function budgetOf(environment: Environment): number {
  const given = environment['DATA_BUDGET_S'] ?? '';
  const seconds = given === '' ? budgetSeconds : Number(given);
  if (!(seconds >= 0))
    throw new Error(`DATA_BUDGET_S: expected seconds, 0 or more, got "${given}"`);
  return seconds * 1000;
}

/** `root` is the checkout. Throws a sentence where a value is none of those allowed. */
export function settingsFrom(
  environment: Environment,
  args: readonly string[],
  root: string,
): Settings {
  const data = environment['DATA'] ?? '';
  if (!Object.hasOwn(modes, data))
    throw new Error(`DATA: expected "procedural", "download" or nothing, got "${data}"`);
  const mode = modes[data as keyof typeof modes];
  const archive = environment['CIFAR10_ARCHIVE'] ?? '';
  const alone = args.includes('--no-download') || /^(1|true)$/i.test(environment['CI'] ?? '');
  return {
    dataDir: resolve(root, environment['DATA_DIR'] || 'public/data'),
    cacheDir: resolve(root, environment['CACHE_DIR'] || '.cache'),
    mode,
    archive: archive === '' ? null : resolve(root, archive),
    beside: resolve(root, '../shared/cifar10/cifar-10-binary.tar.gz'),
    network: mode === 'download' || !alone,
    budget: mode === 'download' ? null : budgetOf(environment),
  };
}
