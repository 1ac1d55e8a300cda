/** Which channels of a layer are silent, in sentences. Counting is in `histogram.ts`. */

/** So many numbers are named, the others counted. */
const mostNamed = 8;

/** `4, 9 and 17`, from channels counted from 0. */
function named(channels: readonly number[]): string {
  const numbers = channels.map((channel) => String(channel + 1));
  if (numbers.length > mostNamed)
    return `${numbers.slice(0, mostNamed).join(', ')} and ${numbers.length - mostNamed} more`;
  return numbers.length < 2
    ? numbers.join('')
    : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

interface Layer {
  /** How many channels there are. */
  readonly channels: number;
  /** What they are called: `channels`, or `values` of a list. */
  readonly unit: 'channels' | 'values';
  /** What silence means here: zero, or on a signed scale the same value everywhere. */
  readonly signed: boolean;
}

/** `3 of 32 channels are zero everywhere in this picture: 4, 9 and 17.` */
export function silentHereText({ channels, unit, signed }: Layer, here: readonly number[]): string {
  const state = signed ? 'the same everywhere' : 'zero everywhere';
  if (here.length === 0) return `No ${unit.slice(0, -1)} is ${state} in this picture.`;
  const verb = here.length === 1 ? 'is' : 'are';
  return `${here.length} of ${channels} ${unit} ${verb} ${state} in this picture: ${named(here)}.`;
}

/** `2 are so in all 60 pictures: 9 and 17.` */
export function silentAlwaysText(
  { unit, signed }: Layer,
  always: readonly number[],
  pictures: number,
): string {
  if (always.length === 0)
    return `None is so in all of ${pictures} test pictures: no ${unit.slice(0, -1)} is dead.`;
  const verb = always.length === 1 ? 'is' : 'are';
  const state = signed ? 'one value' : 'zero';
  return `${always.length} ${verb} dead, ${state} in all of ${pictures} test pictures: ${named(always)}.`;
}
