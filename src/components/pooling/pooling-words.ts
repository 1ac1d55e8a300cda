/** The words of the pooling stepper, and what it says about one window. */
import type { FigureText } from '../figure/figure-text.ts';
import { valueText } from '../marks/value-text.ts';
import type { Pool } from './pools.ts';
import { windowCells, type Cell, type PooledChannel } from './windows.ts';

export const poolingText: FigureText = {
  name: 'pooling',
  title: 'Pooling: of four values, one goes on',
  purpose:
    'Shows what max pooling keeps of each group of four values of the chosen picture’s maps, and where the gradient goes on the way back.',
  howToRead:
    'Point at a cell of the input or of an output, or use the arrow keys: the window of four stands there, with the value that wins framed. Beside the largest stands the average, which this network does not use. Below it the way back: through the maximum the whole gradient goes to the winner, through the average a quarter goes to each. Hatched cells are in no window.',
  takeaway:
    'Rows and columns halve, channels stay, and nothing is learned here. Only the winner of each four is heard on the way forward, and only the winner is taught on the way back.',
};

const where = ({ row, column }: Cell): string => `row ${row + 1}, column ${column + 1}`;

/** What stands at one output, and what goes back; for an input cell in no window, that. */
export function windowWords(
  pool: Pool,
  channel: number,
  pooled: PooledChannel,
  place: Cell,
  dropped: Cell | null,
): string {
  if (dropped)
    return `${pool.from}, channel ${channel + 1} of ${pool.input.channels}, ${where(dropped)}: in no window of ${pool.window} × ${pool.window}, so it is dropped and gets no gradient.`;
  const cells = windowCells(pooled, place);
  const winner = cells.find(({ wins }) => wins)!;
  const index = place.row * pooled.wide + place.column;
  const tied = cells.every(({ value }) => value === winner.value);
  const values = cells.map(({ value }) => valueText(value)).join(', ');
  const verdict = tied
    ? `${values}: all equal, so the first wins`
    : `${valueText(winner.value)}, the largest of ${values}`;
  return `Output of ${pool.id}, channel ${channel + 1} of ${pool.output.channels}, ${where(place)}: ${verdict}; their average is ${valueText(pooled.average[index]!)}. The gradient goes back to ${where(winner)} of ${pool.from}.`;
}
