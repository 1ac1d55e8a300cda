/**
 * `npm run bench`: engines side by side in one Chromium, on the same batch from the same weights. Prints tables, or with --json rows;
 * with --write it writes `docs/performance.md`. See `options.ts` for the rest of its command line.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { network } from '../src/core/network/network.ts';
import { buildFor } from '../src/engine/wasm/kernels.ts';
import { compileAssembly } from '../scripts/kernels/compile.ts';
import { batchOf, type Batch } from './batch.ts';
import { BenchBrowser } from './browser.ts';
import { absentees, contenders } from './contenders.ts';
import { seed } from './harness/engines.ts';
import { kernelTable } from './kernel-table.ts';
import { Native } from './native.ts';
import { passesOf, trainingOperations } from './operations.ts';
import { optionsFrom, usage, type Options } from './options.ts';
import { performancePage, tablesOf, type Findings, type Insight } from './performance-page.ts';
import { absentRow, ratios, rowOf, type Contender, type Row, type StepSize } from './rows.ts';
import { runRounds, type Outcome, type Say } from './rounds.ts';

const file = 'docs/performance.md';
const sizeOf = (pictures: number): StepSize => ({
  pictures,
  operations: trainingOperations(network) * pictures,
});
/** The peak is the best of some short trials a round: whoever disturbs one spares another. */
const peakTrials = 3;
const peakSeconds = 0.2;

/** Progress goes where it does not mix with rows. */
const say: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** The register-resident loop in the build that the engine takes here; its browser is taken to be as able as this Node. */
async function peakLoop(): Promise<string> {
  const build = buildFor((bytes) => WebAssembly.validate(bytes));
  if (!build) throw new Error('bench: expected WebAssembly with vectors, got none');
  const bytes = await compileAssembly(new URL('assembly/peak.ts', import.meta.url), build);
  return Buffer.from(bytes).toString('base64');
}

/** Threads whose peak a row is held against; null where it computes on graphics. */
const peakThreads = ({ variant, backend, workers }: Contender): number | null =>
  variant === 'own' || backend === 'cpu' ? workers : null;

function rowFrom(
  { contender, measured, fault }: Outcome,
  size: StepSize,
  peaks: ReadonlyMap<number, number>,
): Row {
  if (fault !== null) return absentRow(contender, `failed: ${fault}`);
  const threads = peakThreads(contender);
  return rowOf(contender, measured, size, threads === null ? null : (peaks.get(threads) ?? null));
}

type Measurements = Pick<Findings, 'rows' | 'peaks' | 'insight'>;

async function measure(
  browser: BenchBrowser,
  batch: Batch,
  { only, rounds, most }: Options,
  native: Native | null,
): Promise<Measurements> {
  const webgpu = browser.webgpu !== null;
  const all = contenders(only, availableParallelism(), webgpu);
  const loop = await peakLoop();
  const peaks = new Map<number, number>();
  const threads = new Set(all.map(peakThreads).filter((count) => count !== null));
  const measurePeaks = async (): Promise<void> => {
    await browser.renew();
    for (const workers of [...threads].flatMap((count) => Array<number>(peakTrials).fill(count))) {
      const found = await browser.call('peak', { loop, workers, seconds: peakSeconds });
      peaks.set(workers, Math.max(found, peaks.get(workers) ?? 0));
    }
  };
  const between = async (): Promise<void> => {
    await measurePeaks();
    native?.trial(Math.min(20, most));
  };
  // First what is quick: should the table not take it, nobody has waited long.
  const insight = only.includes('own') ? await look(browser, batch, Math.min(20, most)) : null;
  const outcomes = await runRounds(browser, all, { rounds, most }, between, say);
  const rows = [
    ...outcomes.map((outcome) => rowFrom(outcome, sizeOf(batch.labels.length), peaks)),
    ...absentees(only, webgpu),
  ];
  return { rows, peaks, insight };
}

/** The kernels one by one, and what two threads wait for. */
async function look(browser: BenchBrowser, batch: Batch, steps: number): Promise<Insight> {
  await browser.renew();
  const times = await browser.call('kernels', steps);
  const kernels = kernelTable(passesOf(network), times, batch.labels.length);
  return { kernels, waits: await browser.call('waits', steps) };
}

async function run(options: Options, command: string): Promise<Findings> {
  const batch = batchOf(options.batch);
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const pictures = { pixels: base64(batch.pixels), labels: base64(batch.labels) };
  const browser = await BenchBrowser.open(pictures, say);
  try {
    const native = options.native ? new Native(batch, seed) : null;
    const measured = await measure(browser, batch, options, native);
    return {
      ...measured,
      rows: [...measured.rows, ...(native ? [native.row(sizeOf(options.batch))] : [])],
      circumstances: {
        processor: cpus()[0]?.model ?? 'unnamed processor',
        cores: availableParallelism(),
        chromium: browser.version,
        webgl: browser.webgl,
        webgpu: browser.webgpu,
        date: new Date().toISOString().slice(0, 10),
        command,
        pictures: batch.name,
        batch: options.batch,
      },
    };
  } finally {
    await browser.close();
  }
}

async function main(args: readonly string[]): Promise<void> {
  const options = optionsFrom(args);
  const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const findings = await run(options, command);
  console.log(options.json ? JSON.stringify(findings.rows, null, 2) : tablesOf(findings));
  if (options.json)
    for (const { name, value } of ratios(findings.rows)) say(`${name}: ${value.toFixed(2)}`);
  if (!options.write) return;
  const style = await resolveConfig(file);
  writeFileSync(file, await format(performancePage(findings), { ...style, filepath: file }));
  say(`wrote ${file}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
