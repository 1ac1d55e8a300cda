/** Pointing at the curves: the places that can be pointed at, the nearest of them, and the one sentence said of each. */
import { countText, lossText, percentText } from '../marks/format.ts';
import { epochOfStep, type Stop } from './run-curves.ts';
import type { Beside, Run } from './runs.ts';

/** All places of a run and of the one beside it, from left to right. */
export function stopsOf(run: Omit<Run, 'best'>, beside: Beside): readonly Stop[] {
  const { steps, stepsPerEpoch, epochs } = run;
  const stops = new Map<number, Stop>();
  for (const { epoch } of beside.epochs)
    stops.set(epoch, { at: epoch, step: null, result: null, epoch });
  for (const result of epochs)
    stops.set(result.epoch, { at: result.epoch, step: null, result, epoch: result.epoch });
  for (const step of steps) {
    const at = epochOfStep(step.step, stepsPerEpoch);
    stops.set(at, { at, result: null, epoch: null, ...stops.get(at), step });
  }
  return [...stops.values()].sort((a, b) => a.at - b.at);
}

/** Index of the stop nearest to `at`; -1 where there are none. */
export function nearest(stops: readonly Stop[], at: number): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stops[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  if (low === stops.length) return stops.length - 1;
  if (low === 0) return 0;
  return at - stops[low - 1]!.at <= stops[low]!.at - at ? low - 1 : low;
}

/** As `nearest`, but the end of an epoch draws the pointer to itself from `pull` epochs away: it is far larger to a reader than a step. */
export function pointed(stops: readonly Stop[], at: number, pull: number): number {
  const end = stops.findIndex((stop) => stop.epoch === Math.round(at));
  return end >= 0 && Math.abs(stops[end]!.at - at) <= pull ? end : nearest(stops, at);
}

/**
 * Where a key leads from stop `index`: an arrow to the next stop, a page to the next end of an epoch, Home and End to the first and
 * last stop. Null for other keys.
 */
export function keyed(stops: readonly Stop[], index: number, key: string): number | null {
  const last = stops.length - 1;
  const move = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
  if (move !== undefined) return Math.min(last, Math.max(0, index + move));
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key !== 'PageUp' && key !== 'PageDown') return null;
  if (key === 'PageUp') {
    const next = stops.findIndex((stop, place) => place > index && stop.epoch !== null);
    return next < 0 ? last : next;
  }
  return Math.max(
    0,
    stops.findLastIndex((stop, place) => place < index && stop.epoch !== null),
  );
}

const pair = (loss: number, accuracy: number): string =>
  `loss ${lossText(loss)}, accuracy ${percentText(accuracy)}`;

const names: Readonly<Record<Beside['name'], string>> = {
  published: 'Published',
  recorded: 'Recorded',
};

function besideText({ name, epochs }: Beside, epoch: number): string {
  const line = epochs[epoch - 1];
  if (!line) return '';
  return `${names[name]}: training ${pair(line.loss, line.accuracy)}; validation ${pair(line.validationLoss, line.validationAccuracy)}.`;
}

/** A stop in two or three words: `epoch 3`, `step 40`. */
export const stopName = ({ epoch, step }: Stop): string =>
  epoch === null && step ? `step ${countText(step.step + 1)}` : `epoch ${epoch ?? 0}`;

/** The sentence about a stop: the same by mouse, keyboard and touch. */
export function stopText(stop: Stop, best: number | null, beside: Beside): string {
  const { step, result, epoch } = stop;
  if (result) {
    const mark = result.epoch === best ? ' (the best so far)' : '';
    return `Epoch ${result.epoch}${mark}: training ${pair(result.loss, result.accuracy)}; validation ${pair(result.validationLoss, result.validationAccuracy)}. ${besideText(beside, result.epoch)}`;
  }
  const parts: string[] = [];
  if (step)
    parts.push(
      `Step ${countText(step.step + 1)}, in epoch ${Math.ceil(stop.at)}: ${pair(step.loss, step.accuracy)} on its batch.`,
    );
  if (epoch !== null) {
    if (!step) parts.push(`Epoch ${epoch}.`);
    parts.push(besideText(beside, epoch));
  }
  return parts.join(' ');
}
