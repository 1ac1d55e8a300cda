/** The stages of `npm test`, in order, as a table. What runs them is `scripts/test.ts`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logFolder, type Stage } from './stage.ts';
import { browserTally, unitTally } from './tally.ts';

const npm = (script: string, ...args: string[]): string[] => [
  'npm',
  'run',
  '--silent',
  script,
  ...(args.length > 0 ? ['--', ...args] : []),
];

const unitRecord = join(logFolder, 'unit.json');
const browserRecord = join(logFolder, 'e2e.json');

/** Folder of the packed pictures of the pass with the other set. */
export const otherData = join('.cache', 'data-procedural');

/** The second build's place: another folder, under a sub-path, as static hosts serve a project's pages. */
const subPath = { folder: 'dist-subpath', base: '/three-blocks/' } as const;

const checks: readonly Stage[] = [
  { name: 'format', command: npm('format'), minutes: 5 },
  { name: 'lint', command: npm('lint'), minutes: 5 },
  { name: 'types', command: npm('types'), minutes: 10 },
  {
    name: 'unit',
    command: npm(
      'unit',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitRecord}`,
    ),
    record: { file: unitRecord, read: unitTally },
    minutes: 20,
  },
  { name: 'knip', command: npm('knip'), minutes: 5 },
];

/** Without the download of the archive: tests wait for no host. */
const data: Stage = {
  name: 'data',
  command: ['node', 'scripts/data.ts', '--no-download'],
  minutes: 5,
};

/**
 * The second build differs twice, for the price of one: it lives under a sub-path, and it has the drawn pictures, so that the
 * browser tests see both sets wherever the first build has CIFAR-10.
 */
const builds: readonly Stage[] = [
  { name: 'build', command: ['astro', 'build'], needs: ['data'], minutes: 10 },
  {
    name: 'data, drawn',
    command: ['node', 'scripts/data.ts'],
    environment: { DATA: 'procedural', DATA_DIR: otherData },
    minutes: 5,
  },
  {
    name: 'build, sub-path',
    command: ['astro', 'build'],
    environment: {
      DATA: 'procedural',
      DATA_DIR: otherData,
      BASE_PATH: subPath.base,
      OUT_DIR: subPath.folder,
    },
    needs: ['data, drawn'],
    minutes: 10,
  },
];

const browser: Stage = {
  name: 'e2e',
  command: ['playwright', 'test'],
  environment: { TALLY_FILE: browserRecord },
  needs: ['build', 'build, sub-path', 'browser'],
  record: { file: browserRecord, read: browserTally },
  live: true,
  minutes: 40,
};

const size: Stage = { name: 'size', command: npm('size'), needs: ['build'], minutes: 5 };

/** @param quick leaves out the second build and the browser. */
export function stages(quick: boolean): readonly Stage[] {
  if (quick) return [data, ...checks, ...builds.slice(0, 1), size];
  return [data, ...checks, ...builds, size, browser];
}

/** Programs of the project's packages come first, also where npm did not start us. */
export function searchPath(path: string): string {
  const programs = join(process.cwd(), 'node_modules', '.bin');
  if (!existsSync(programs))
    throw new Error('The packages are not installed here. Run `npm ci`, then the command again.');
  const separator = process.platform === 'win32' ? ';' : ':';
  return [programs, path].join(separator);
}
