/** What prose may say of one layer, derived from the network: shapes, counts, formulas, receptive fields. */
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { volumeOf } from '../../core/network/shapes.ts';

const { rows } = describe(network);
const number = (value: number) => value.toLocaleString('en');

/** Throws for a layer that the network does not have. */
export function layerFacts(id: string) {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Error(`Fact: expected a layer of the network, got "${id}"`);
  const { output, parameters, receptiveField: field } = row;
  return {
    /** For example `30 × 30 × 32`. */
    output: `${output.height} × ${output.width} × ${output.channels}`,
    height: number(output.height),
    width: number(output.width),
    channels: number(output.channels),
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
  } as const;
}

export type LayerFactName = keyof ReturnType<typeof layerFacts>;
