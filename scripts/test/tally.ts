/** Counts of what passed, failed and was skipped, read from the test runners' own records and added up. */

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );

/** A stage without tests of its own counts as one. */
export const single = (success: boolean): Tally => ({
  passed: success ? 1 : 0,
  failed: success ? 0 : 1,
  skipped: 0,
});

const count = (record: Readonly<Record<string, unknown>>, key: string): number => {
  const value = record[key];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new Error(`tally: expected a count in ${key}, got ${String(value)}`);
  return value;
};

/** From the file that `vitest --reporter=json` writes. */
export function unitTally(text: string): Tally {
  const record = JSON.parse(text) as Record<string, unknown>;
  return {
    passed: count(record, 'numPassedTests'),
    failed: count(record, 'numFailedTests'),
    skipped: count(record, 'numPendingTests') + count(record, 'numTodoTests'),
  };
}

/** From the file that `e2e/tally-reporter.ts` writes. */
export function browserTally(text: string): Tally {
  const record = JSON.parse(text) as Record<string, unknown>;
  return {
    passed: count(record, 'passed'),
    failed: count(record, 'failed'),
    skipped: count(record, 'skipped'),
  };
}

/**
 * What a stage with tests of its own counts: its record, or one failure where it crashed before it wrote one, found no test, or
 * ended badly although every test passed (an error outside of the tests).
 */
export function stageTally(success: boolean, record: Tally | null): Tally {
  if (record === null) return single(false);
  const silentFailure = !success && record.failed === 0;
  const empty = record.passed + record.failed === 0;
  return silentFailure || empty ? { ...record, failed: record.failed + 1 } : record;
}

/** The last line of the whole run. */
export const tallyLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
