import { describe, expect, it } from 'vitest';
import { diskFault, neededBytes } from './preflight.ts';
import { notRun } from './stage.ts';
import { duration, summary } from './summary.ts';

describe('the summary', () => {
  const unit = { passed: 40, failed: 1, skipped: 0 };
  const text = summary(
    [
      {
        name: 'lint',
        outcome: 'passed',
        seconds: 3,
        tally: { passed: 1, failed: 0, skipped: 0 },
        remark: '',
      },
      { name: 'unit', outcome: 'failed', seconds: 61, tally: unit, remark: 'exit code 1' },
      notRun('e2e', 'needs build'),
    ],
    ['Browser: Chromium 1.'],
  );

  it('ends with the sum of all stages', () => {
    expect(text.split('\n').at(-1)).toBe('41 passed, 1 failed, 1 skipped');
  });

  it('says of each stage how it ended, how long it took and why', () => {
    expect(text).toContain('✓  lint         3.0 s\n');
    expect(text).toContain('✗  unit    1 min 01 s  40 passed, 1 failed; failed; exit code 1');
    expect(text).toMatch(/– {2}e2e +not run; needs build/);
    expect(text).toContain('Browser: Chromium 1.');
  });

  it('rounds times without a sixtieth second', () => {
    expect(duration(59.94)).toBe('59.9 s');
    expect(duration(119.6)).toBe('2 min 00 s');
  });
});

describe('the preflight', () => {
  it('asks for room before anything is written', () => {
    expect(diskFault(neededBytes)).toBeNull();
    expect(diskFault(2e8)).toBe(
      'The tests need 1.5 GB of free disk, and there are 0.2 GB. Free some, then run them again.',
    );
  });
});
