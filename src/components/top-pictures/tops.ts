/** The top pictures of one channel as rows: which picture, which class, which cell, and the pixels that this cell can see. Plain data. */
import { classes } from '../../core/dataset/catalog.ts';
import { network } from '../../core/network/network.ts';
import { cellField, type CellField } from '../../core/network/receptive-field.ts';
import type { TopPictures } from '../../core/network/top-pictures.ts';
import type { Selection } from '../../session/selection.ts';
import { stations, type Station } from '../receptive-field/place.ts';

/** How many pictures of each channel are kept. */
export const keep = 9;

export interface Top {
  /** Place in the validation set, from 0. */
  readonly picture: number;
  readonly label: number;
  /** The channel's largest value in it. */
  readonly value: number;
  readonly row: number;
  readonly column: number;
}

/** What is known before the figure has looked at anything itself. */
export interface BuiltTops {
  readonly layer: string;
  readonly channel: number;
  /** Pictures compared, the first ones of the test set. */
  readonly seen: number;
  readonly tops: readonly Top[];
  /** URL of these pictures side by side, `keep` of them wide. */
  readonly still: string;
  /** For each layer a channel to begin with: the one whose answers the class decides most. */
  readonly channels: Readonly<Record<string, number>>;
}

export interface Choice {
  readonly station: Station;
  readonly channel: number;
}

/** The layer and channel that are selected; where these have no maps of their own here, what the page began with. */
export function choiceOf(
  { layer, channel }: Pick<Selection, 'layer' | 'channel'>,
  built: Pick<BuiltTops, 'layer' | 'channels'>,
): Choice {
  // What a batch norm and a dropout pass on, the layer before them has found.
  const found = stations.find(({ holds }) => layer !== null && holds.includes(layer));
  const station = found ?? stations.find(({ id }) => id === built.layer)!;
  const fits = found && channel !== null && channel < station.grid.channels;
  return { station, channel: fits ? channel : (built.channels[station.id] ?? 0) };
}

/** The best pictures of a channel, the best first; those that leave it at zero are none. */
export function topsOf(
  { keep: most, pictures, values, cells }: TopPictures,
  { station, channel }: Choice,
  labelOf: (picture: number) => number,
): readonly Top[] {
  return Array.from({ length: most }, (_, rank) => channel * most + rank)
    .filter((at) => pictures[at]! >= 0 && values[at]! > 0)
    .map((at) => ({
      picture: pictures[at]!,
      label: labelOf(pictures[at]!),
      value: values[at]!,
      row: Math.floor(cells[at]! / station.grid.width),
      column: cells[at]! % station.grid.width,
    }));
}

/** The pixels inside the picture that the cell of `top` can see. */
export const seenBy = (layer: string, { row, column }: Top): CellField['seen'] =>
  cellField(network, layer, row, column).seen;

/** How many of the pictures show each class, in the order of the classes. */
export const countsOf = (tops: readonly Pick<Top, 'label'>[]): readonly number[] =>
  classes.map(({ label }) => tops.filter((top) => top.label === label).length);
