/** Writes how many browser tests passed, failed and were skipped to the file named by `TALLY_FILE`, for the summary of `npm test`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** A test that passed only when tried again counts as failed: the site answers to readers who try once. */
export default class TallyReporter implements Reporter {
  #suite: Suite | null = null;
  #notRun: readonly string[] = [];

  onBegin(config: FullConfig, suite: Suite): void {
    this.#suite = suite;
    const { notRun } = config.metadata;
    this.#notRun = Array.isArray(notRun) ? notRun.map(String) : [];
  }

  onEnd(result: FullResult): void {
    const tests = this.#suite?.allTests() ?? [];
    const counted = (...outcomes: string[]): number =>
      tests.filter((test) => outcomes.includes(test.outcome())).length;
    const tally = {
      passed: counted('expected'),
      failed: counted('unexpected', 'flaky'),
      skipped: counted('skipped'),
      status: result.status,
    };
    for (const line of this.#notRun) console.log(line);
    const file = process.env.TALLY_FILE;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(tally)}\n`);
  }
}
