/** One value of the network as a place that a reader can go to: its names, its place in the selection, and what lies under it. */
import type { Explanation, Place, Source } from '../../core/network/explanation.ts';
import { network } from '../../core/network/network.ts';
import { shapes } from '../../core/network/shapes.ts';
import type { Shape } from '../../core/network/spec.ts';
import type { Volume } from '../../core/math/volume.ts';
import type { Selection } from '../../session/selection.ts';
import { classMarks } from '../marks/classes.ts';

const along = shapes(network);
const indexOf = (id: string): number => network.layers.findIndex((layer) => layer.id === id);

/** Shape of a layer's output; of the picture for null. */
export const shapeOf = (layer: string | null): Shape =>
  along[layer === null ? 0 : indexOf(layer) + 1]!;

export const samePlace = (a: Place, b: Place): boolean =>
  a.layer === b.layer && a.channel === b.channel && a.row === b.row && a.column === b.column;

/** The one value that is selected; null where layer, channel or cell are missing, or are none of the network's. */
export function placeOf({
  layer,
  channel,
  cell,
}: Pick<Selection, 'layer' | 'channel' | 'cell'>): Place | null {
  if (layer === null || channel === null || indexOf(layer) < 0) return null;
  const { height, width, channels } = shapeOf(layer);
  // A value of a vector has no cell of its own.
  const at = height * width === 1 ? { row: 0, column: 0 } : cell;
  if (!at || channel >= channels || at.row >= height || at.column >= width) return null;
  return { layer, channel, row: at.row, column: at.column };
}

/** What to select so that `placeOf` gives this place. */
export const selectionOf = ({ layer, channel, row, column }: Place) => ({
  layer,
  channel,
  cell: shapeOf(layer).height * shapeOf(layer).width === 1 ? null : { row, column },
});

/** The logit of the class that wins. */
export const winningLogit = (answers: Volume): Place => ({
  layer: 'dense',
  channel: answers.data.indexOf(Math.max(...answers.data)),
  row: 0,
  column: 0,
});

/** The value that a layer read, as a place; null for a pixel and for padding. Dropout at rest passes on, and is passed over. */
export function below(from: Explanation['from'], source: Source): Place | null {
  if (from === null) return null;
  const { row, column, channel } = source;
  const { height, width } = shapeOf(from);
  if (row < 0 || column < 0 || row >= height || column >= width) return null;
  return { layer: passedOver(from), channel, row, column };
}

/** The layer whose values a dropout layer passes on; any other layer itself. */
export function passedOver(id: string): string {
  const index = indexOf(id);
  return network.layers[index]!.kind === 'dropout' ? network.layers[index - 1]!.id : id;
}

const className = (unit: number): string => classMarks[unit]?.name ?? `class ${unit + 1}`;

/** `conv3b, channel 33, row 2, column 3`; `flatten, value 131`; `the airplane logit`. Counted from 1. */
export function placeName({ layer, channel, row, column }: Place): string {
  if (layer === 'dense') return `the ${className(channel)} logit`;
  const { height, width } = shapeOf(layer);
  if (height * width === 1) return `${layer}, value ${channel + 1}`;
  return `${layer}, channel ${channel + 1}, ${cellWords({ row, column })}`;
}

/** `row 2, column 3`. */
export const cellWords = ({ row, column }: Pick<Place, 'row' | 'column'>): string =>
  `row ${row + 1}, column ${column + 1}`;

/** The same as a heading: ids keep their small letters. */
export const placeTitle = (place: Place): string => placeName(place).replace(/^the /, 'The ');

/** Shorter, in two parts: `conv3b` and `ch 33`, `flatten` and `131`, `airplane` and `logit`. */
export function crumbOf({ layer, channel }: Place): readonly [string, string] {
  if (layer === 'dense') return [className(channel), 'logit'];
  const { height, width } = shapeOf(layer);
  return [layer, height * width === 1 ? String(channel + 1) : `ch ${channel + 1}`];
}

/** The cell of the last maps that stands at a place of the list that flatten makes. */
export function unflattened(channel: number): Place {
  const index = indexOf('flatten');
  const { width, channels } = along[index]!;
  const cell = Math.floor(channel / channels);
  return below(network.layers[index - 1]!.id, {
    row: Math.floor(cell / width),
    column: cell % width,
    channel: channel % channels,
    value: 0,
  })!;
}
