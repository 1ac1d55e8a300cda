/**
 * `npm run record`: trains the network by the published recipe in Chromium, once for each seed, keeps every run, and makes the typical
 * one ready for the site (`public/run`), with the tables in `docs/runs.md`. What it trains with is the site's own engine.
 *
 *   --data cifar10|procedural   --seeds 1..5|none   --ship auto|<seed>|none   --epochs <at most>
 */
import './node-version.mjs';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { picturesHash } from '../src/core/dataset/pictures-hash.ts';
import { builds, kernelFile } from './kernels/compile.ts';
import { bothWays, firstPictures } from './record/both-ways.ts';
import { prepareSets } from './record/data.ts';
import { readDiary, withRun, writeFormatted, type Repeat } from './record/diary.ts';
import { figure } from './record/figure.ts';
import { film, keepRun, keptRun, round, type KeptRun } from './record/kept-run.ts';
import { openRecorder, type Recorder } from './record/recorder.ts';
import { report } from './record/report.ts';
import { ship } from './record/shipment.ts';
import { settingsOf, type RecordSettings } from './record/settings.ts';
import { typicalRun } from './record/typical.ts';

const root = resolve(import.meta.dirname, '..');
const cache = join(root, '.cache');
const diaryFile = join(root, 'docs', 'runs.json');
const given = process.argv.slice(2);
const command = given.length > 0 ? `npm run record -- ${given.join(' ')}` : 'npm run record';

type Sets = Awaited<ReturnType<typeof prepareSets>>;

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** One hash for both builds of the engine's kernels. */
async function kernelsHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const build of builds) hash.update(await readFile(kernelFile(build)));
  return hash.digest('hex');
}

async function train(recorder: Recorder, prepared: Sets, settings: RecordSettings, seed: number) {
  const { set, epochs: most } = settings;
  const { manifest } = prepared[set];
  const loads: number[] = [];
  const recording = await recorder.train({ set, seed, epochs: most, film }, (result) => {
    loads.push(loadavg()[0]!);
    const { epoch, loss, accuracy, validationAccuracy, seconds } = result;
    console.log(
      `seed ${seed}, epoch ${epoch}: loss ${loss.toFixed(4)}, accuracy ${percent(accuracy)}, validation accuracy ${percent(validationAccuracy)}, ${seconds.toFixed(1)} s`,
    );
  });
  const circumstances = {
    set,
    data: { id: manifest.source, name: manifest.name, sha256: picturesHash(manifest) },
    seed,
    most,
    made: { date: new Date().toISOString().slice(0, 10), command },
    browser: recorder.browser,
    machine: { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
    kernels: await kernelsHash(),
    load: round(loads.reduce((sum, load) => sum + load, 0) / loads.length, 1),
  };
  const pictures = await firstPictures(prepared[set]);
  const last = bothWays(recording.weights.at(-1)!.values, pictures);
  const run = await keepRun(cache, circumstances, recording, last);
  const diary = withRun(await readDiary(diaryFile), run);
  await writeFormatted(diaryFile, JSON.stringify(diary));
  const repeat = diary.repeats.find((other) => other.set === set && other.seed === seed);
  if (repeat) console.log(`seed ${seed}, ${repeated(repeat)}`);
}

const repeated = ({ first }: Repeat): string =>
  first === null
    ? 'trained again, gave the same weights in every epoch, bit for bit'
    : `trained again, gave other weights from epoch ${first} on`;

/** The run that goes to the site, from those of the diary. */
function chosen(runs: readonly KeptRun[], { set, ship: which }: RecordSettings): KeptRun | null {
  const own = runs.filter((run) => run.set === set);
  if (which === null) return null;
  if (which === 'auto') return typicalRun(own);
  const run = own.find(({ seed }) => seed === which);
  if (!run) throw new Error(`--ship: expected a seed that was trained, got ${which}`);
  return run;
}

const folders = { cifar10: join('public', 'run'), procedural: join('public', 'run', 'drawn') };

async function send(recorder: Recorder, prepared: Sets, run: KeptRun): Promise<void> {
  const { set, seed } = run;
  const other = set === 'cifar10' ? 'procedural' : 'cifar10';
  const shipment = await ship({
    recorder,
    cache,
    run: { ...run, steps: (await keptRun(cache, set, seed)).steps },
    other,
    otherSet: prepared[other],
    folder: join(root, folders[set]),
  });
  const diary = await readDiary(diaryFile);
  const shipped = { ...diary.shipped, [set]: shipment };
  await writeFormatted(diaryFile, JSON.stringify({ ...diary, shipped }));
  console.log(`seed ${seed} is in ${folders[set]}`);
}

async function writeReports(): Promise<void> {
  const diary = await readDiary(diaryFile);
  const tokens = await readFile(join(root, 'src', 'styles', 'tokens.css'), 'utf8');
  await writeFormatted(join(root, 'docs', 'runs.md'), report(diary));
  const picture = figure(diary.runs, diary.shipped.cifar10?.seed, tokens);
  await writeFile(join(root, 'docs', 'run.svg'), picture);
}

async function main(settings: RecordSettings): Promise<void> {
  if (settings.seeds.length > 0 || settings.ship !== null) {
    const prepared = await prepareSets(root);
    const pictures = { cifar10: prepared.cifar10.folder, procedural: prepared.procedural.folder };
    const recorder = await openRecorder(pictures, cache);
    try {
      for (const seed of settings.seeds) await train(recorder, prepared, settings, seed);
      const run = chosen((await readDiary(diaryFile)).runs, settings);
      if (run) await send(recorder, prepared, run);
    } finally {
      await recorder.close();
    }
  }
  await writeReports();
}

try {
  await main(settingsOf(given));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
