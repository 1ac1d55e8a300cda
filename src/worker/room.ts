/** Where a figure's question is answered: whom to ask at that time, and how to tell the page. */
import type { TrainingEngine } from '../engine/engine.ts';
import type { Source } from '../engine/source.ts';
import { shown } from '../engine/trainer.ts';
import type { Calculator } from './answers.ts';
import type { Report } from './protocol.ts';
import type { RunRecord } from './run-record.ts';
import type { Shift } from './shift.ts';

type Bare<T> = T extends unknown ? Omit<T, 'run' | 'ticket'> : never;
/** Sends a report; run and ticket are put on it by the host. */
export type Say = (told: Bare<Report>, transfer?: ArrayBuffer[]) => void;

export interface Room {
  readonly source: Source;
  readonly calculator: Calculator;
  /** The weights shown now, in an array to give away. */
  readonly weights: () => Promise<Float32Array>;
  /** Steps after which these weights stood. */
  readonly step: number;
  readonly say: Say;
  /** True once the run is another one. */
  readonly stale: () => boolean;
}

/** By the engine where it holds the run, by plain loops where it does not. */
export function roomOf(
  run: RunRecord,
  at: { readonly engine: TrainingEngine; readonly shift: Shift } | null,
  talk: Pick<Room, 'say' | 'stale'>,
): Room {
  const { source, checkpoint } = run;
  if (!at) {
    const { weights, step } = shown(checkpoint);
    const calculator = { engine: null, weights };
    return {
      ...talk,
      source,
      calculator,
      step,
      weights: async () => weights.slice(),
    };
  }
  const { trainer } = at.shift;
  const weights = async (): Promise<Float32Array> => shown(await trainer.keep()).weights.slice();
  const step = trainer.ended === null ? trainer.step : shown(trainer.kept).step;
  return { ...talk, source, calculator: { engine: at.engine }, step, weights };
}
