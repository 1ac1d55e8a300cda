/** Which cell the figure shows: the selected one where it has a place in the picture, else one worth looking at. Plain data. */
import { coneOf, type ConeLevel } from '../../core/network/cone.ts';
import { network } from '../../core/network/network.ts';
import {
  receptiveFields,
  unreadEdge,
  type ReceptiveField,
} from '../../core/network/receptive-field.ts';
import { shapes } from '../../core/network/shapes.ts';
import type { Shape } from '../../core/network/spec.ts';
import type { Selection } from '../../session/selection.ts';

/** A layer that widens what a cell sees: a convolution or a pooling. The layers up to the next one see the same. */
export interface Station {
  readonly id: string;
  readonly field: ReceptiveField;
  readonly grid: Shape;
  /** Itself and the layers after it that see the same: conv1a and bn1. */
  readonly holds: readonly string[];
}

const fields = receptiveFields(network);
const grids = shapes(network);

export const stations: readonly Station[] = network.layers.flatMap(({ id, kind }, index) => {
  const field = fields[index + 1];
  if (!field || (kind !== 'convolution' && kind !== 'max-pool')) return [];
  const rest = network.layers.slice(index + 1);
  const end = rest.findIndex((layer) => layer.kind !== 'batch-norm' && layer.kind !== 'dropout');
  const holds = [id, ...rest.slice(0, end).map((layer) => layer.id)];
  return [{ id, field, grid: grids[index + 1]!, holds }];
});

/** The widest field that anything still sees within the network, in pixels. */
export const widest = Math.max(...stations.map(({ field }) => field.size));

export interface Place {
  /** The layer itself, which may be a BatchNorm or a dropout. */
  readonly layer: string;
  readonly station: Station;
  readonly row: number;
  readonly column: number;
  /** Null: all channels. */
  readonly channel: number | null;
}

/** What is selected before a reader selects anything. */
export const firstSelected = { layer: null, channel: null, cell: null } as const;

/** Its layer: a cell there sees as much as the picture has, and yet is not centred on it. */
const first = stations.find(({ id }) => id === 'conv3b')!;

/** The cell that is shown for a selection; of a layer without a chosen cell its middle one, of one without places the first example. */
export function placeOf(selected: Pick<Selection, 'layer' | 'channel' | 'cell'>): Place {
  const { layer, channel, cell } = selected;
  const found = stations.find(({ holds }) => layer !== null && holds.includes(layer));
  const station = found ?? first;
  const { height, width, channels } = station.grid;
  const fits = found && cell && cell.row < height && cell.column < width;
  return {
    layer: found ? layer! : first.id,
    station,
    row: fits ? cell.row : Math.floor((height - 1) / 2),
    column: fits ? cell.column : Math.floor((width - 1) / 2),
    channel: found && channel !== null && channel < channels ? channel : null,
  };
}

/** How many rows and columns of a layer's output the pooling layer right after it leaves over; none for the picture. */
export function leftOver(id: string | null): { readonly rows: number; readonly columns: number } {
  const index = network.layers.findIndex((layer) => layer.id === id);
  const next = network.layers[index + 1];
  return index >= 0 && next?.kind === 'max-pool'
    ? unreadEdge(next, grids[index + 1]!)
    : { rows: 0, columns: 0 };
}

/** The cone of a place on the grids of the stations and on the picture, the picture first. */
export const chainOf = ({ layer, station, row, column }: Place): readonly ConeLevel[] => {
  const upper = layer === station.id ? [] : [layer];
  return coneOf(network, layer, row, column)
    .filter(({ id }) => id === null || upper.includes(id) || stations.some((s) => s.id === id))
    .filter(({ id }) => upper.length === 0 || id !== station.id)
    .reverse();
};

/** The cell of a grid whose field has its centre nearest to a point of the picture, in pixels from its left upper corner. */
export function cellNear(
  { field, grid }: Station,
  y: number,
  x: number,
): { readonly row: number; readonly column: number } {
  const near = (at: number, count: number) => {
    const cell = Math.round((at - field.start - field.size / 2) / field.jump);
    return Math.min(count - 1, Math.max(0, cell));
  };
  return { row: near(y, grid.height), column: near(x, grid.width) };
}

/** A name for what is measured at a place: the same name, the same measurement. */
export const asked = ({ layer, row, column, channel }: Omit<Place, 'station'>): string =>
  `${layer} ${row} ${column} ${channel ?? 'all'}`;
