/** What the figure says of a channel's top pictures: the same by mouse, keyboard and touch. Cells and pixels count from 1. */
import { classes } from '../../core/dataset/catalog.ts';
import { countText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import { className } from '../predictions/answer.ts';
import { countsOf, seenBy, type Choice, type Top } from './tops.ts';

/** `channel 12 of the output of conv2b`. */
export const channelName = ({ station, channel }: Choice): string =>
  `channel ${channel + 1} of the output of ${station.id}`;

/** `rows 5 to 18`, and `row 5` where it is one. */
const span = (what: string, from: number, length: number): string =>
  length === 1 ? `${what} ${from + 1}` : `${what}s ${from + 1} to ${from + length}`;

/** `row 4, column 7`. */
export const cellText = ({ row, column }: Top): string => `row ${row + 1}, column ${column + 1}`;

/** The pixels inside the frame: `pixel rows 5 to 18, columns 11 to 24`. */
export function frameText(layer: string, top: Top): string {
  const { row, column, height, width } = seenBy(layer, top);
  return `${span('pixel row', row, height)}, ${span('column', column, width)}`;
}

/** One picture, its rank counted from 0. */
export function topText(layer: string, top: Top, rank: number): string {
  const what = `Number ${rank + 1}: test picture ${countText(top.picture + 1)}, ${className(top.label)}`;
  return `${what}: ${valueText(top.value)} at ${cellText(top)}, which sees ${frameText(layer, top)}.`;
}

/** `6 cars, 2 airplanes and 1 bird`, the most frequent first. */
export function divisionText(tops: readonly Pick<Top, 'label'>[]): string {
  const parts = countsOf(tops)
    .map((count, label) => ({ count, ...classes[label]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ count, name, plural }) => `${count} ${count === 1 ? name : plural}`);
  const last = parts.pop() ?? 'none';
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
}

/** The channel as a whole. */
export function topsText(choice: Choice, tops: readonly Top[], seen: number): string {
  const name = channelName(choice);
  const from = `the ${countText(seen)} test pictures looked at`;
  if (seen === 0) return `${capital(name)}: the network is being asked.`;
  if (tops.length === 0) return `${capital(name)} is zero everywhere in ${from}.`;
  return `${capital(name)}: of ${from}, the ${tops.length} strongest are ${divisionText(tops)}.`;
}

/** What stands above the pictures, after the channel's name. */
export function headingText(tops: readonly Top[], seen: number): string {
  if (seen === 0) return 'the network is being asked';
  const pictures = `${countText(seen)} test pictures`;
  return tops.length === 0 ? `zero everywhere in ${pictures}` : `its strongest among ${pictures}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
