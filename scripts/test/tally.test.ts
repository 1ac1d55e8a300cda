import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserTally, single, stageTally, sum, tallyLine, unitTally } from './tally.ts';

describe('the tally', () => {
  it('reads the records of both test runners', () => {
    const unit = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(unitTally(JSON.stringify(unit))).toEqual({ passed: 7, failed: 1, skipped: 3 });
    const browser = { passed: 5, failed: 0, skipped: 1 };
    expect(browserTally(JSON.stringify(browser))).toEqual(browser);
  });

  it('does not take a record without counts for success', () => {
    expect(() => unitTally('{}')).toThrow('expected a count in numPassedTests, got undefined');
    expect(() => browserTally('{"passed": -1}')).toThrow('expected a count in passed, got -1');
  });

  it('counts a stage that crashed, ended badly, or found no test as a failure', () => {
    expect(stageTally(false, null)).toEqual(single(false));
    expect(stageTally(true, null)).toEqual(single(false));
    expect(stageTally(false, { passed: 9, failed: 0, skipped: 0 }).failed).toBe(1);
    expect(stageTally(true, { passed: 0, failed: 0, skipped: 4 }).failed).toBe(1);
  });

  it('leaves a sound record as it is, and a failing one too', () => {
    const good = { passed: 9, failed: 0, skipped: 1 };
    expect(stageTally(true, good)).toEqual(good);
    const bad = { passed: 9, failed: 2, skipped: 1 };
    expect(stageTally(false, bad)).toEqual(bad);
  });

  it('adds up to the line that ends the run, whatever the numbers', () => {
    const tally = fc.record({ passed: fc.nat(999), failed: fc.nat(999), skipped: fc.nat(999) });
    fc.assert(
      fc.property(fc.array(tally), (tallies) => {
        const line = tallyLine(sum(tallies));
        const [, passed, failed, skipped] =
          /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line) ?? [];
        for (const [shown, key] of [
          [passed, 'passed'],
          [failed, 'failed'],
          [skipped ?? 0, 'skipped'],
        ] as const)
          expect(Number(shown)).toBe(tallies.reduce((total, each) => total + each[key], 0));
      }),
    );
  });
});
