/** Which cell of the matrix is meant by a word in an address, and which counts stand for the weights on view. Pure. */
import { classes } from '../../core/dataset/catalog.ts';
import type { RecordedRun } from '../../core/network/recorded-run.ts';
import type { Shown } from '../../session/display.ts';
import type { SessionState } from '../../session/session-state.ts';
import type { Cell, Matrix } from './verdicts.ts';

/** `airplane-bird`: what is shown, then what is answered. */
export const wordOf = ({ truth, answer }: Cell): string =>
  `${classes[truth]!.name}-${classes[answer]!.name}`;

/** The cell of such a word; null where it names none. */
export function cellOf(word: string | undefined): Cell | null {
  const [truth, answer, more] = (word ?? '')
    .split('-')
    .map((name) => classes.findIndex((one) => one.name === name));
  if (truth === undefined || answer === undefined || more !== undefined) return null;
  return truth < 0 || answer < 0 ? null : { truth, answer };
}

/**
 * The counts that were taken of the weights on view when their epoch ended; null where none were: before training, or in the midst of an
 * epoch.
 */
export function loggedMatrix(
  { run, epoch }: Pick<Shown, 'run' | 'epoch'>,
  recorded: Pick<RecordedRun, 'epochs'> | null,
  own: Pick<SessionState, 'epochs' | 'step' | 'stepsPerEpoch'>,
): Matrix | null {
  if (run === 'recorded') return recorded?.epochs[(epoch ?? 0) - 1]?.confusion ?? null;
  const ended = own.step === own.epochs.length * own.stepsPerEpoch ? own.epochs.length : 0;
  return own.epochs[(epoch ?? ended) - 1]?.confusion ?? null;
}
