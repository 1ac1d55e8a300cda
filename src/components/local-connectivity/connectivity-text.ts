/** The words of the figure. Places, filters and epochs are counted from 1; every number is derived. */
import { connectionCounts, totalCounts } from '../../core/connectivity/counts.ts';
import {
  connectivities,
  type Connectivity,
  type ReadOut,
} from '../../core/connectivity/small-network.ts';
import { smallRecipe, smallSize, type SmallFindings } from '../../core/connectivity/small-run.ts';
import { network } from '../../core/network/network.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { countText, percentText } from '../marks/format.ts';
import { columns, layerParameters, rows, type Unit } from './wiring.ts';

const first = connectionCounts(network)[0]!;
const all = totalCounts(network);
const { height, width, kernel, stride, filters } = smallSize;
const window = kernel * kernel;
const places = rows * columns;

export const connectivityText: FigureText = {
  name: 'local-connectivity',
  title: 'One layer, connected three ways',
  purpose:
    'Compares a dense layer, a locally connected one and a convolution: which pixels feed a unit, how many weights that takes, and what happens when the picture moves.',
  howToRead: `Above, one row of ${width} pixels feeds one row of ${columns} units; each line is a weight, in the weight's colour. Point at a unit to see its own lines and its weights on the picture. Below, Train teaches all three the same ${countText(smallRecipe.training)} pictures, ${height} × ${width} px and grey; then ${smallRecipe.test} test pictures are moved sideways. The same picture moved by 4 px moves the units' map by exactly one place.`,
  takeaway: `All three sum pixels times weights. Reading a window only takes ${first.id} from ${countText(first.counts.dense)} parameters to ${countText(first.counts.local)}; using the same weights at every place takes it to ${countText(first.counts.shared)}, and whatever a filter learns at one place it knows at all of them.`,
};

export const kindNames: Readonly<Record<Connectivity, string>> = {
  dense: 'Dense',
  local: 'Locally connected',
  shared: 'Convolutional',
};

/** One line under each name. */
export const kindNotes: Readonly<Record<Connectivity, string>> = {
  dense: `Each unit reads all ${height * width} px, each by a weight of its own.`,
  local: `Each unit reads ${kernel} × ${kernel} px, each by a weight of its own.`,
  shared: `Each unit reads ${kernel} × ${kernel} px, by weights that all ${places} places share.`,
};

export interface CountLine {
  readonly what: string;
  readonly formula: string;
  readonly count: number;
}

/** What the connection costs: here, in the network's first layer, and in all its convolutions. */
export function countLines(kind: Connectivity): readonly CountLine[] {
  const per = first.layer.kernel ** 2 * first.input.channels;
  const formula = {
    dense: `(${countText(volumeOf(first.input))} + 1) · ${countText(volumeOf(first.output))}`,
    local: `(${per} + 1) · ${countText(volumeOf(first.output))}`,
    shared: `(${per} + 1) · ${first.layer.filters}`,
  };
  const here = {
    dense: `(${height * width} + 1) · ${places * filters}`,
    local: `(${window} + 1) · ${places * filters}`,
    shared: `(${window} + 1) · ${filters}`,
  };
  const number = connectionCounts(network).length;
  return [
    { what: 'this small layer', formula: here[kind], count: layerParameters[kind] },
    { what: `${first.id} of the network`, formula: formula[kind], count: first.counts[kind] },
    { what: `all ${number} convolutions`, formula: '', count: all[kind] },
  ];
}

/** Which pixels feed the unit, in each of the three. The same whichever drawing it is pointed at in. */
export function unitLine({ row, column, filter }: Unit): string {
  const span = (cell: number): string => `${cell * stride + 1} to ${cell * stride + kernel}`;
  return `Unit at row ${row + 1}, column ${column + 1}, filter ${filter + 1}: dense, it reads all ${height * width} px; locally connected, rows ${span(row)} and columns ${span(column)}, by ${window} weights of its own; convolutional, the same ${window} px by the ${window} weights that all ${places} places share.`;
}

const pixels = (by: number): string => `${Math.abs(by)} px`;

export const shiftName = (by: number): string =>
  by === 0 ? 'not moved' : `${pixels(by)} to the ${by > 0 ? 'right' : 'left'}`;

/** What a number of points is: a difference of two shares, in per cent of the pictures, with a real minus. */
export function pointsText(difference: number): string {
  const points = (100 * Math.abs(difference)).toFixed(1);
  return points === '0.0' ? '0.0' : `${difference < 0 ? '−' : '+'}${points}`;
}

type Shifted = SmallFindings['shifted'];

const at = (accuracies: readonly number[], by: number): number =>
  accuracies[smallRecipe.shifts.indexOf(by)]!;

/** How right each of the three is at one shift. */
export function shiftLine(shifted: Shifted, by: number): string {
  const parts = connectivities.map((kind) => {
    const now = at(shifted[kind], by);
    const change = by === 0 ? '' : ` (${pointsText(now - at(shifted[kind], 0))} points)`;
    return `${kindNames[kind].toLowerCase()} ${percentText(now)}${change}`;
  });
  return `Test pictures ${by === 0 ? 'not moved' : `moved ${shiftName(by)}`}: ${parts.join(', ')}.`;
}

/** Points lost at a shift, as a mean of both directions. */
export const lossAt = (accuracies: readonly number[], by: number): number =>
  at(accuracies, 0) - (at(accuracies, by) + at(accuracies, -by)) / 2;

const lossWords = (loss: number): string =>
  loss >= 0
    ? `loses ${(100 * loss).toFixed(1)} points`
    : `gains ${(-100 * loss).toFixed(1)} points`;

export const readOutWords: Readonly<Record<ReadOut, string>> = {
  mean: 'the mean over places',
  places: 'a weight for each place',
};

/** What came out, and how much of it is the read-out's doing. */
export function findingText(
  results: Readonly<Partial<Record<ReadOut, Shifted>>>,
  readOut: ReadOut,
): string | null {
  const shifted = results[readOut];
  if (!shifted) return null;
  const far = smallRecipe.shifts.at(-1)!;
  const lost = (of: Shifted, kind: Connectivity): string => lossWords(lossAt(of[kind], far));
  const said = `Moved by ${far} px, in the mean of left and right, the dense network ${lost(shifted, 'dense')}, the locally connected ${lost(shifted, 'local')}, the convolutional ${lost(shifted, 'shared')}.`;
  const other: ReadOut = readOut === 'mean' ? 'places' : 'mean';
  const known = results[other];
  const sharing =
    'Sharing weights makes a map move along with the picture; to forget where it moved takes the mean over places as well.';
  return known
    ? `${said} With ${readOutWords[other]} the convolutional ${lost(known, 'shared')}. ${sharing}`
    : `${said} How much of that is the read-out's doing? Choose ${readOutWords[other]} and train again.`;
}

/** What Train will do, or why it says nothing yet. */
export const promise = `Train teaches the three networks side by side: ${countText(smallRecipe.training)} training pictures, ${smallRecipe.epochs} epochs, the same start and the same order for each, ten to thirty seconds of work. Then it moves ${smallRecipe.test} test pictures sideways, by ${-smallRecipe.shifts[0]!} px at most, and counts who still names them rightly.`;

/** How far chance alone moves a share of so many pictures: one standard deviation, at the share where it is largest. */
export const wobble = `${smallRecipe.test} pictures: differences of ${Math.round(100 * Math.sqrt(0.25 / smallRecipe.test))} points or so may be chance.`;
