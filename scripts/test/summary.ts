/** The one screen at the end of the tests, as text. */
import type { StageResult } from './stage.ts';
import { sum, tallyLine, type Tally } from './tally.ts';

const signs = { passed: '✓', failed: '✗', 'not run': '–' } as const;

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** Counts are shown where a stage has tests of its own. */
function counts({ passed, failed, skipped }: Tally): string {
  return passed + failed > 1 ? tallyLine({ passed, failed, skipped }) : '';
}

/**
 * One line for each stage, the facts that a reader of the summary needs (browser, data set, projects not run), and as the
 * last line the sum.
 */
export function summary(results: readonly StageResult[], facts: readonly string[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const stages = results.map(({ name, outcome, seconds, tally, remark }) =>
    [
      signs[outcome],
      name.padEnd(width),
      (outcome === 'not run' ? '' : duration(seconds)).padStart(12),
      [counts(tally), outcome === 'passed' ? '' : outcome, remark].filter(Boolean).join('; '),
    ]
      .join('  ')
      .trimEnd(),
  );
  const total = duration(results.reduce((seconds, result) => seconds + result.seconds, 0));
  return [
    ...stages,
    '',
    ...facts,
    `In all: ${total}.`,
    tallyLine(sum(results.map(({ tally }) => tally))),
  ].join('\n');
}
