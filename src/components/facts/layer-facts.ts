/** What prose may say of one layer, derived from the network: shapes, counts, formulas, receptive fields. */
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import { rangeText } from '../receptive-field/field-words.ts';
import { leftOver } from '../receptive-field/place.ts';

const { rows } = describe(network);
const number = (value: number) => value.toLocaleString('en');

/** Throws for a layer that the network does not have. */
export function layerFacts(id: string) {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Error(`Fact: expected a layer of the network, got "${id}"`);
  const { output, parameters, receptiveField: field } = row;
  const places = output.height * output.width;
  const { rows: lost, columns } = leftOver(id);
  const seen = Array.from({ length: field ? output.width : 0 }, (_, column) =>
    rangeText(field!.start + column * field!.jump, field!.size),
  );
  return {
    /** For example `30 × 30 × 32`. */
    output: `${output.height} × ${output.width} × ${output.channels}`,
    height: number(output.height),
    width: number(output.width),
    channels: number(output.channels),
    /** Rows times columns of its output, and how many of these places the pool after it never reads. */
    places: number(places),
    unread: number(places - (output.height - lost) * (output.width - columns)),
    /** Numbers in its output for one picture. */
    cells: number(volumeOf(output)),
    parameters: number(parameters.total),
    /** For example `(3 · 3 · 3 + 1) · 32 = 896`. */
    formula: parameters.formula,
    macs: number(row.macs),
    /** Side of its receptive field in pixels; a dash from `flatten` on. */
    field: field ? number(field.size) : '–',
    /** Pixels from one cell's field to the next one's. */
    jump: field ? number(field.jump) : '–',
    /** The pixels that its columns see, for example `−7 to 28 and 1 to 36`. */
    columns: [seen.slice(0, -1).join(', '), ...seen.slice(-1)].filter(Boolean).join(' and '),
  } as const;
}

export type LayerFactName = keyof ReturnType<typeof layerFacts>;
