/** What the command line of `npm run record` says, checked. */
import { parseArgs } from 'node:util';
import { recipe } from '../../src/core/network/recipe.ts';
import { sets, type SetName } from './harness/orders.ts';

export interface RecordSettings {
  readonly set: SetName;
  /** The runs to train, in order; none where only the reports are written anew. */
  readonly seeds: readonly number[];
  /** The run that goes to the site: the typical one of those kept, the one of this seed, or none. */
  readonly ship: 'auto' | number | null;
  readonly epochs: number;
}

const whole = (text: string, name: string, most: number): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new Error(`--${name}: expected a whole number from 1 to ${most}, got "${text}"`);
  return value;
};

const largestSeed = 0xffff_ffff;

/** `3`, `1..5`, `1,4,9` or `none`. */
function seedsOf(text: string): readonly number[] {
  if (text === 'none') return [];
  return text.split(',').flatMap((part) => {
    const [first = '', last = first, ...more] = part.split('..');
    const from = whole(first, 'seeds', largestSeed);
    const to = whole(last, 'seeds', largestSeed);
    if (more.length > 0 || to < from || to - from > 99)
      throw new Error(`--seeds: expected seeds such as 3, 1..5 or 1,4,9, got "${part}"`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/** Throws a sentence where an option is unknown or its value is none of those allowed. */
export function settingsOf(args: readonly string[]): RecordSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: 'cifar10' },
      seeds: { type: 'string', default: '1..5' },
      ship: { type: 'string', default: 'auto' },
      epochs: { type: 'string', default: String(recipe.epochs) },
    },
  });
  const set = sets.find((name) => name === values.data);
  if (!set) throw new Error(`--data: expected ${sets.join(' or ')}, got "${values.data}"`);
  const { ship } = values;
  return {
    set,
    seeds: seedsOf(values.seeds),
    ship: ship === 'auto' ? 'auto' : ship === 'none' ? null : whole(ship, 'ship', largestSeed),
    epochs: whole(values.epochs, 'epochs', recipe.epochs),
  };
}
