/** What a sheet of pictures holds, from which part of the data it is drawn, and how it is said. Words and arithmetic only. */
import {
  classes,
  counts,
  type DataManifest,
  type ShardEntry,
  type Split,
} from '../../core/dataset/catalog.ts';
import { countText, percentText } from '../marks/format.ts';
import { className, exampleText, type Answer } from '../predictions/answer.ts';

export type Mode = 'examples' | 'averages' | 'hard';

export interface Item {
  readonly split: Split;
  /** Place in its split, from 0. */
  readonly place: number;
  readonly label: number;
  /** Null until it has been fetched. */
  readonly pixels: Uint8Array | null;
  /** What the network said, where it was asked. */
  readonly answer: Answer | null;
}

/** Which sheet of examples. */
export interface Query {
  readonly split: Split;
  /** A class; null: all. */
  readonly label: number | null;
  /** Number of the draw, from 0. */
  readonly draw: number;
}

/** Of all draws: the same for every reader and on every page. */
export const seed = 0;

/** Pictures on a sheet at once. */
export const together = 24;

/** Readers know them as training and test pictures. */
export const splitName = (split: Split): string => (split === 'training' ? 'training' : 'test');

export interface Part {
  /** Place of its first picture in the split. */
  readonly first: number;
  /** How many pictures it has. */
  readonly among: number;
}

/** The files of a split as parts, in order. */
export function partsOf(shards: readonly Pick<ShardEntry, 'pictures'>[]): readonly Part[] {
  let first = 0;
  return shards.map(({ pictures }) => {
    const part = { first, among: pictures };
    first += pictures;
    return part;
  });
}

/** The part that a draw is from: each draw takes the next file, so that it fetches one and not all of them. */
export function partOfDraw(manifest: DataManifest, split: Split, draw: number): Part {
  const parts = partsOf(manifest.shards[split]);
  return parts[draw % parts.length]!;
}

/** How many pictures of a class a split has; of all for null. */
export const countOf = (split: Split, label: number | null): number =>
  label === null ? counts[split] : counts[split] / classes.length;

/** One picture: the same by mouse, keyboard and touch. */
export function itemText({ split, place, label, answer }: Item): string {
  if (answer) return exampleText({ index: place, label, answer });
  const name = splitName(split);
  return `${name === 'test' ? 'Test' : 'Training'} picture ${countText(place + 1)} of ${countText(counts[split])}: ${className(label)}.`;
}

/** `9 airplanes, 1 car, 0 birds`. */
const tally = (items: readonly Item[]): string =>
  classes
    .map(({ label, name, plural }) => {
      const count = items.filter((item) => item.label === label).length;
      return `${count} ${count === 1 ? name : plural}`;
    })
    .join(', ');

/** A sheet of examples as a whole. */
export function examplesText(items: readonly Item[], split: Split, part: Part): string {
  const from = `${countText(part.first + 1)} to ${countText(part.first + part.among)}`;
  return `${items.length} ${splitName(split)} pictures by chance, out of numbers ${from}: ${tally(items)}.`;
}

/** How far the asking has come, or what it has found; `network` fits after "the network". */
export function hardText(asked: number, wrong: readonly Item[], network: string): string {
  const all = counts.validation;
  if (asked < all)
    return `${countText(asked)} of ${countText(all)} test pictures asked so far, ${countText(wrong.length)} named wrongly.`;
  const share = percentText((all - wrong.length) / all);
  return `The network ${network}, names ${countText(wrong.length)} of ${countText(all)} test pictures wrongly (${share} right): ${tally(wrong)}. The surest come first.`;
}
