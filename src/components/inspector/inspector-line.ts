/** The one sentence that says what is pointed at: the same for mouse, keyboard and touch. */
import type { LayerRow } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import type { Volume } from '../../core/math/volume.ts';
import { byStrength, extent } from '../marks/paint.ts';
import { valueText } from '../marks/value-text.ts';

/** The channel that answers most strongly. */
export const strongest = (volume: Volume): number => byStrength(volume)[0] ?? 0;

/** What stands at a cell of a channel, or how far the channel's values reach. Counted from 1, for readers. */
export function inspectorLine(
  row: LayerRow,
  volume: Volume | null,
  channel: number,
  cell: { readonly row: number; readonly column: number } | null,
): string {
  const { height, width, channels } = row.output;
  const shape = width > 1 ? `${height}×${width}×${channels}` : `${channels} values`;
  if (!volume) return `${row.id}: ${shape}.`;
  if (width === 1) {
    return row.kind === 'dense'
      ? `${row.id}: three probabilities that add up to 1.`
      : `${row.id}, value ${channel + 1} of ${channels}: ${valueText(volume.data[channel] ?? 0)}.`;
  }
  const where = `Output of ${row.id}, channel ${channel + 1} of ${channels}`;
  if (!cell || cell.row >= height || cell.column >= width) {
    const [least, most] = extent(volume, channel);
    return `${where}: from ${valueText(least)} to ${valueText(most)}.`;
  }
  const value = volume.data[(cell.row * width + cell.column) * channels + channel]!;
  return `${where}, row ${cell.row + 1}, column ${cell.column + 1}: ${valueText(value)}.`;
}

const colours = ['red', 'green', 'blue'];

/** What a filter of `layer` calls channel `input` of what it reads: `red`, or `channel 7 of bn1`. */
export function inputName(layer: string, input: number): string {
  const before = network.layers[network.layers.findIndex(({ id }) => id === layer) - 1];
  return before ? `channel ${input + 1} of ${before.id}` : (colours[input] ?? '');
}

/** One slice of a filter with its weights, row by row. */
export function sliceLine(
  layer: string,
  filter: number,
  input: number,
  weights: readonly number[],
): string {
  const side = Math.sqrt(weights.length);
  const rows = Array.from({ length: side }, (_, row) =>
    weights
      .slice(row * side, (row + 1) * side)
      .map(valueText)
      .join(' '),
  );
  return `Filter ${filter + 1} of ${layer} on ${inputName(layer, input)}: ${rows.join(', ')}.`;
}
