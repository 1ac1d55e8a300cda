/**
 * `npm run data`: makes sure that the pictures stand in public/data, and says which ones. CIFAR10_ARCHIVE=path takes a local
 * archive, DATA=procedural the drawn set, DATA=download the official archive however long it takes; `--no-download` asks no host.
 */
import './node-version.mjs';
import { relative, resolve } from 'node:path';
import type { DataManifest } from '../src/core/dataset/catalog.ts';
import { cifarLayout, hosts, official } from './data/archive-catalog.ts';
import { drawSet } from './data/draw.ts';
import { ensureData, type Ensured } from './data/ensure.ts';
import { fetchArchive, Quit } from './data/fetch-archive.ts';
import { settingsFrom } from './data/settings.ts';
import { askAtKeyboard, Terminal } from './data/terminal.ts';

const root = resolve(import.meta.dirname, '..');

/** Milliseconds after which a host's speed is judged, and for which a question waits for its answer. */
const measure = 12_000;
const patience = 15_000;
/** Bytes a second; the official archive takes ten minutes at this rate. */
const lowestRate = 300_000;

const drawnNotice = [
  'The site will use drawn pictures, and say so on every one of them: they are not CIFAR-10.',
  'For the real ones: DATA=download npm run data (goes on from what is already here), or CIFAR10_ARCHIVE=path npm run data.',
];

function pictures({ shards }: DataManifest): string {
  const sum = (list: DataManifest['shards']['training']): string =>
    list.reduce((total, shard) => total + shard.pictures, 0).toLocaleString('en');
  return `${sum(shards.training)} + ${sum(shards.validation)} pictures`;
}

/** Brings the data folder up to date. Throws a sentence; `Quit` where the person at the terminal stopped it. */
export async function prepareData(args: readonly string[] = []): Promise<Ensured> {
  const settings = settingsFrom(process.env, args, root);
  const terminal = new Terminal(process.stdout);
  const atTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const ensured = await ensureData({
    ...settings,
    layout: cifarLayout,
    say: terminal.say,
    draw: () => drawSet(),
    fetch: async (target) => {
      const outcome = await fetchArchive({
        hosts,
        expected: official,
        target,
        budget: settings.budget,
        measure,
        lowestRate,
        ask: atTerminal ? askAtKeyboard(process.stdin, terminal.say, patience) : null,
        say: terminal.say,
        show: terminal.show,
      });
      terminal.end();
      return outcome;
    },
  });
  const { manifest, packed } = ensured;
  const where = relative(root, settings.dataDir) || '.';
  terminal.say(
    `${manifest.name}: ${pictures(manifest)} in ${where} (${packed ? 'packed now' : 'already there'}).`,
  );
  if (manifest.source === 'procedural') drawnNotice.forEach(terminal.say);
  return ensured;
}

/** One sentence for the terminal, and the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof Quit) {
    console.error('\nStopped. What was downloaded is kept, and the next run goes on from there.');
    return 130;
  }
  console.error(
    `\nThe pictures could not be prepared: ${(error as Error).message}.\n` +
      'The set that stood there before, if any, is as it was. Mend what is named above and run the command again.',
  );
  return 1;
}

if (import.meta.main) {
  try {
    await prepareData(process.argv.slice(2));
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
