import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runStage, type Stage } from './stage.ts';
import { browserTally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'stage-'));
const here = process.cwd();
const now = (): number => performance.now() / 1000;
const node = (program: string, more: Partial<Stage> = {}): Stage => ({
  name: 'a stage',
  command: [process.execPath, '-e', program],
  minutes: 1,
  ...more,
});
const lines: string[] = [];

beforeEach(() => {
  process.chdir(folder);
  lines.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(here);
});

describe('a stage', () => {
  it('passes by its exit code, keeps its output, and is quiet', async () => {
    const result = await runStage(node('console.log("well"); console.error("done")'), now);
    expect(result).toMatchObject({
      outcome: 'passed',
      tally: { passed: 1, failed: 0 },
      remark: '',
    });
    expect(readFileSync('.cache/test/a-stage.log', 'utf8').split('\n').sort()).toEqual([
      '',
      'done',
      'well',
    ]);
    expect(lines).toEqual([]);
  });

  it('shows the end of its output where it fails', async () => {
    const program = 'for (let i = 0; i < 200; i++) console.log("line " + i); process.exitCode = 3';
    const result = await runStage(node(program), now);
    expect(result).toMatchObject({
      outcome: 'failed',
      tally: { failed: 1 },
      remark: 'exit code 3',
    });
    expect(lines.join('\n')).toContain('80 lines more in');
    expect(lines.join('\n').endsWith('line 199')).toBe(true);
  });

  it('fails where its program is not there', async () => {
    const result = await runStage({ ...node(''), command: ['no-such-program-here'] }, now);
    expect(result.outcome).toBe('failed');
    expect(result.remark).toContain('ENOENT');
  });

  it('is ended when its time is over, with what it started', async () => {
    const program =
      'require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }); setInterval(() => {}, 1000)';
    const result = await runStage(node(program, { minutes: 0.02 }), now);
    expect(result).toMatchObject({ outcome: 'failed', remark: 'ended after 0.02 minutes' });
  });

  it('counts by the record of its test runner, never by one of an earlier run', async () => {
    const file = join(folder, 'record.json');
    const record = { file, read: browserTally };
    const write = `require("node:fs").writeFileSync(${JSON.stringify(file)}, '{"passed":4,"failed":0,"skipped":1}')`;
    expect((await runStage(node(write, { record }), now)).tally).toEqual({
      passed: 4,
      failed: 0,
      skipped: 1,
    });
    writeFileSync(file, '{"passed":4,"failed":0,"skipped":1}');
    expect(await runStage(node('', { record }), now)).toMatchObject({
      outcome: 'failed',
      tally: { passed: 0, failed: 1 },
    });
  });
});
