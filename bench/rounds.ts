/** Lets every contender train in every round, in a rotated order, and keeps what was measured. */
import type { BenchBrowser } from './browser.ts';
import { nameOf, type Contender, type Measured } from './rows.ts';
import { nextPortion, rotated, type Pace } from './schedule.ts';

/** Of one contender, while the rounds go on. */
interface Ledger {
  readonly contender: Contender;
  readonly firstSteps: number[];
  readonly steps: number[];
  longTasks: number;
  memoryBytes: number | null;
  device: string;
  /** Why it runs no more. */
  fault: string | null;
}

export interface Outcome {
  readonly contender: Contender;
  readonly measured: Measured;
  /** Why it could not be measured, where it could not. */
  readonly fault: string | null;
}

export type Say = (line: string) => void;

const short = (seconds: number): string =>
  seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;

async function train(browser: BenchBrowser, ledger: Ledger, pace: Pace): Promise<void> {
  const { variant, backend, workers } = ledger.contender;
  const { device, firstStep } = await browser.call('open', { variant, backend, workers });
  ledger.device = device;
  ledger.firstSteps.push(firstStep);
  const last = pace.round === pace.rounds - 1;
  let warm = false;
  for (;;) {
    const { uncounted, counted } = nextPortion(firstStep, ledger.steps, pace);
    if (counted === 0) return;
    if (uncounted > 0 && !warm) await browser.call('steps', uncounted);
    warm = true;
    ledger.steps.push(...(await browser.call('steps', counted)));
    if (!last) return;
  }
}

async function turn(browser: BenchBrowser, ledger: Ledger, pace: Pace, say: Say): Promise<void> {
  if (ledger.fault !== null) return;
  if (ledger.steps.length > 0 && nextPortion(null, ledger.steps, pace).counted === 0) return;
  const before = ledger.steps.length;
  await browser.renew();
  const empty = await browser.memory();
  try {
    await train(browser, ledger, pace);
    const full = await browser.memory();
    if (empty !== null && full !== null)
      ledger.memoryBytes = Math.max(full - empty, ledger.memoryBytes ?? 0);
    ledger.longTasks += await browser.call('close', null);
  } catch (error) {
    // Its page goes with it: the next one gets another.
    ledger.fault = error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
  }
  const fresh = ledger.steps.slice(before);
  const found = ledger.fault ?? (fresh.length === 0 ? 'nothing' : fresh.map(short).join(' '));
  say(`round ${pace.round + 1}/${pace.rounds}  ${nameOf(ledger.contender)}: ${found}`);
}

/** `between`: what else is measured in each round, before the contenders. */
export async function runRounds(
  browser: BenchBrowser,
  contenders: readonly Contender[],
  { rounds, most }: Pick<Pace, 'rounds' | 'most'>,
  between: () => Promise<void>,
  say: Say,
): Promise<Outcome[]> {
  const ledgers = contenders.map((contender): Ledger => ({
    contender,
    firstSteps: [],
    steps: [],
    longTasks: 0,
    memoryBytes: null,
    device: '',
    fault: null,
  }));
  for (let round = 0; round < rounds; round++) {
    await between();
    for (const ledger of rotated(ledgers, round, rounds))
      await turn(browser, ledger, { round, rounds, most }, say);
  }
  return ledgers.map(({ contender, device, fault, ...measured }) => ({
    contender,
    measured: { ...measured, note: device },
    fault,
  }));
}
