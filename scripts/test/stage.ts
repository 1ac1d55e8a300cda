/** One stage of the tests: a command run to its end, its output kept in a file, timed and counted. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nothing, single, stageTally, type Tally } from './tally.ts';

export interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Names of stages without which this one cannot run. */
  readonly needs?: readonly string[];
  /** Show the output as it comes, not only when the stage fails. */
  readonly live?: boolean;
  /** The record that its test runner writes, and how to read it. */
  readonly record?: { readonly file: string; readonly read: (text: string) => Tally };
  /** After this it is ended and has failed. */
  readonly minutes: number;
}

type Outcome = 'passed' | 'failed' | 'not run';

export interface StageResult {
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
  readonly tally: Tally;
  /** Why it did not run, or how it ended; empty where there is nothing to say. */
  readonly remark: string;
}

/** Where stages keep their output and records. */
export const logFolder = join('.cache', 'test');

const logOf = (stage: Stage): string =>
  join(logFolder, `${stage.name.replaceAll(/\W+/g, '-')}.log`);

/** Lines of a failing stage shown at once; the whole stands in its file. */
const shownLines = 120;

function ending(code: number | null, late: boolean, minutes: number): string {
  if (late) return `ended after ${minutes} minutes`;
  return code === null ? 'killed by a signal' : `exit code ${code}`;
}

/** Runs the command with no input, in a process group of its own, so that nothing it started outlives it. */
function execute(stage: Stage): Promise<{ success: boolean; remark: string }> {
  const [program = '', ...args] = stage.command;
  const log = createWriteStream(logOf(stage));
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...stage.environment },
      detached: process.platform !== 'win32',
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, stage.minutes * 60_000);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        log.write(bytes);
        if (stage.live) process.stdout.write(bytes);
      });
    const finish = (success: boolean, remark: string): void => {
      clearTimeout(timer);
      running.delete(child.pid);
      log.end(() => {
        resolve({ success, remark });
      });
    };
    running.add(child.pid);
    child.on('error', (error) => {
      finish(false, error.message);
    });
    child.on('close', (code) => {
      finish(code === 0, code === 0 ? '' : ending(code, late, stage.minutes));
    });
  });
}

const running = new Set<number | undefined>();

function endGroup(id: number | undefined): void {
  if (id === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? id : -id, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Ends whatever stage is under way; for an interrupted run. */
export function endRunningStages(): void {
  for (const id of running) endGroup(id);
}

function readRecord(stage: Stage): Tally | null {
  try {
    return stage.record ? stage.record.read(readFileSync(stage.record.file, 'utf8')) : null;
  } catch {
    return null;
  }
}

/** @param now seconds of a clock that only goes forward. */
export async function runStage(stage: Stage, now: () => number): Promise<StageResult> {
  mkdirSync(logFolder, { recursive: true });
  if (stage.record) rmSync(stage.record.file, { force: true });
  const begun = now();
  const { success, remark } = await execute(stage);
  const tally = stage.record ? stageTally(success, readRecord(stage)) : single(success);
  const outcome = success && tally.failed === 0 ? 'passed' : 'failed';
  if (outcome === 'failed' && !stage.live) showLog(stage);
  return { name: stage.name, outcome, seconds: now() - begun, tally, remark };
}

function showLog(stage: Stage): void {
  const lines = readFileSync(logOf(stage), 'utf8').trimEnd().split('\n');
  if (lines.length > shownLines)
    console.log(`… ${lines.length - shownLines} lines more in ${logOf(stage)}`);
  console.log(lines.slice(-shownLines).join('\n'));
}

/** For a stage that cannot run because another failed, and for one left out on purpose. */
export const notRun = (name: string, remark: string): StageResult => ({
  name,
  outcome: 'not run',
  seconds: 0,
  tally: { ...nothing, skipped: 1 },
  remark,
});
