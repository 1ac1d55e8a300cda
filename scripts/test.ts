/**
 * `npm test`: everything that can be wrong, stage by stage, and a summary whose last line is `N passed, N failed`. With
 * `--quick` the browser is left out. Asks no host for anything but a browser where the machine has none.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, resolveBrowser } from '../e2e/browser.ts';
import { diskFault, freeBytes } from './test/preflight.ts';
import {
  endRunningStages,
  logFolder,
  notRun,
  runStage,
  type Stage,
  type StageResult,
} from './test/stage.ts';
import { searchPath, stages } from './test/stages.ts';
import { single } from './test/tally.ts';
import { summary } from './test/summary.ts';

const now = (): number => performance.now() / 1000;

/** What the summary says beside the stages. */
const facts: string[] = [];

async function browserStage(): Promise<StageResult> {
  const begun = now();
  const done = (success: boolean, remark: string): StageResult => ({
    name: 'browser',
    outcome: success ? 'passed' : 'failed',
    seconds: now() - begun,
    tally: single(success),
    remark,
  });
  try {
    const browser = await resolveBrowser();
    facts.push(`Browser: ${describe(browser)}.`);
    if (browser.webgpu === null)
      facts.push('Tests on WebGPU: not run, because this browser offers no adapter.');
    return done(true, '');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return done(false, 'no browser; what helps stands above');
  }
}

/** Missing or unreadable: the stages that need it say so themselves. */
function dataFact(): void {
  try {
    const manifest: unknown = JSON.parse(readFileSync('public/data/manifest.json', 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'name' in manifest)
      facts.push(`Pictures: ${String(manifest.name)}; under the sub-path: drawn ones.`);
  } catch {
    facts.push('Pictures: none were packed.');
  }
}

async function runOrSkip(stage: Stage, before: readonly StageResult[]): Promise<StageResult> {
  const missing = stage.needs?.find(
    (need) => before.find(({ name }) => name === need)?.outcome !== 'passed',
  );
  if (missing !== undefined) return notRun(stage.name, `needs ${missing}`);
  console.log(`\n── ${stage.name}`);
  return runStage(stage, now);
}

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  const fault = diskFault(freeBytes('.'));
  if (fault !== null) throw new Error(fault);
  process.env.PATH = searchPath(process.env.PATH ?? '');
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const results: StageResult[] = quick ? [] : [await browserStage()];
  for (const stage of stages(quick)) {
    const result = await runOrSkip(stage, results);
    results.push(result);
    console.log(`${result.name}: ${result.outcome}${result.remark ? ` (${result.remark})` : ''}`);
  }
  dataFact();
  const text = summary(results, facts);
  mkdirSync(logFolder, { recursive: true });
  writeFileSync(join(logFolder, 'summary.txt'), `${text}\n`);
  console.log(`\n${text}`);
  const whole = results.every(({ outcome }) => outcome === 'passed');
  process.exitCode = whole ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    endRunningStages();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
