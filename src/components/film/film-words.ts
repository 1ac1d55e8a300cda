/** What the film says of a step, of a filter, and of how far all of them go. Sentences only. */
import { countText, lossText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import { middleOf } from './frames.ts';

/** `step 1,060, in epoch 9`; a step that ends an epoch is said to. */
export function stepWords(step: number, stepsPerEpoch: number): string {
  if (step === 0) return 'step 0, before training';
  const ends = step % stepsPerEpoch === 0;
  const epoch = Math.ceil(step / stepsPerEpoch);
  return `step ${countText(step)}, ${ends ? 'the end of' : 'in'} epoch ${epoch}`;
}

/** The loss of the batch at a step, where it is known. */
export const lossWords = (loss: number | undefined): string =>
  loss === undefined ? '' : `; loss of its batch ${lossText(loss)}`;

/** How long a filter is, and how far it has come. */
export const filterWords = (filter: number, length: number, moved: number): string =>
  `Filter ${filter + 1} is ${valueText(length)} long and has moved by ${valueText(moved)} since the start.`;

/** How far filters move, beside how long they began. */
export function summaryWords(
  lengths: readonly number[],
  moved: readonly number[],
  step: number,
): string {
  if (step === 0)
    return `Before training: filters of chance, ${valueText(middleOf(lengths))} long in the middle of all ${lengths.length}.`;
  const part = Math.round((100 * middleOf(moved)) / middleOf(lengths));
  return `After ${countText(step)} steps the ${lengths.length} filters have moved by ${valueText(Math.min(...moved))} to ${valueText(Math.max(...moved))}, the middle one by ${valueText(middleOf(moved))}: ${part}% of the length they began with, ${valueText(middleOf(lengths))}.`;
}
