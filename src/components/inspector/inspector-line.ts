/** The one sentence that says what is pointed at: the same for mouse, keyboard and touch. */
import type { LayerRow } from '../../core/network/describe.ts';
import type { Volume } from '../../core/math/volume.ts';
import { byStrength } from '../marks/paint.ts';

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
    const value = volume.data[channel] ?? 0;
    return row.kind === 'dense'
      ? `${row.id}: three probabilities that add up to 1.`
      : `${row.id}, value ${channel + 1} of ${channels}: ${value.toFixed(3)}.`;
  }
  const where = `${row.id}, channel ${channel + 1} of ${channels}`;
  if (!cell || cell.row >= height || cell.column >= width) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = channel; i < volume.data.length; i += channels) {
      least = Math.min(least, volume.data[i]!);
      most = Math.max(most, volume.data[i]!);
    }
    return `${where}: from ${least.toFixed(3)} to ${most.toFixed(3)}.`;
  }
  const value = volume.data[(cell.row * width + cell.column) * channels + channel]!;
  return `${where}, row ${cell.row + 1}, column ${cell.column + 1}: ${value.toFixed(3)}.`;
}
