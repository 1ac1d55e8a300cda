/**
 * What is on view, as the part of an address behind `#`, and back: so that a link shows exactly that. Pure; nothing of an address is
 * trusted. The browser's own address bar is in `address-bar.ts`.
 */
import { counts } from '../core/dataset/catalog.ts';
import { describe } from '../core/network/describe.ts';
import { network } from '../core/network/network.ts';
import { recipe } from '../core/network/recipe.ts';
import type { Selection } from './selection.ts';

/** What a link says: the selection, and of one figure which of its views. */
export interface Place {
  /** Whether it is pinned is not said. */
  readonly selection: Partial<Selection>;
  /** A figure's name, to be scrolled to. */
  readonly figure?: string;
  /** A view of that figure, in the figure's own words. */
  readonly view?: string;
}

const { rows } = describe(network);

/** Cells are counted from 1 in addresses, as readers count. */
export function hashOf({ selection, figure, view }: Place): string {
  const { picture, layer, channel, cell, run, epoch } = selection;
  const parts: [string, string | number | null | undefined][] = [
    ['figure', figure],
    ['view', view],
    ['picture', picture === undefined ? undefined : picture + 1],
    ['layer', layer],
    ['channel', layer && channel !== null && channel !== undefined ? channel + 1 : null],
    ['cell', layer && cell ? `${cell.row + 1},${cell.column + 1}` : null],
    ['run', run],
    ['epoch', epoch],
  ];
  const said = parts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return `#${said.map(([key, value]) => `${key}=${encodeURIComponent(value!)}`).join('&')}`;
}

/** A whole number from `least` to `most`, or null. */
function whole(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,7}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function cellIn(text: string | null, height: number, width: number): Selection['cell'] {
  const [row, column, more] = (text ?? '').split(',');
  const at = [whole(row ?? null, 1, height), whole(column ?? null, 1, width)] as const;
  if (more !== undefined || at[0] === null || at[1] === null) return null;
  return { row: at[0] - 1, column: at[1] - 1 };
}

/** A word of letters, digits and hyphens, or undefined. */
const word = (text: string | null): string | undefined =>
  text !== null && /^[a-z0-9-]{1,40}$/.test(text) ? text : undefined;

/** Layer, channel and cell, as far as the network has them: a channel of no layer says nothing. */
function spotIn(fields: URLSearchParams): Place['selection'] {
  const row = rows.find(({ id }) => id === fields.get('layer'));
  if (!row) return {};
  const { height, width, channels } = row.output;
  const channel = whole(fields.get('channel'), 1, channels);
  return {
    layer: row.id,
    channel: channel === null ? null : channel - 1,
    cell: cellIn(fields.get('cell'), height, width),
  };
}

/** The place that a hash names; null where it names none, as an anchor does. What is out of range is left out. */
export function placeIn(hash: string): Place | null {
  if (!hash.includes('=')) return null;
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const picture = whole(fields.get('picture'), 1, counts.validation);
  const run = fields.get('run');
  const epoch = whole(fields.get('epoch'), 0, recipe.epochs);
  const figure = word(fields.get('figure'));
  const view = word(fields.get('view'));
  return {
    selection: {
      ...(picture === null ? {} : { picture: picture - 1 }),
      ...spotIn(fields),
      ...(run === 'recorded' || run === 'own' ? { run } : {}),
      ...(epoch === null ? {} : { epoch }),
    },
    ...(figure ? { figure } : {}),
    ...(figure && view ? { view } : {}),
  };
}
