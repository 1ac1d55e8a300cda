/** The sentences of the figure. Cells and channels are counted from 1; pixels by their coordinates, 0 to 31, below 0 in the padding. */
import { network } from '../../core/network/network.ts';
import type { CellField } from '../../core/network/receptive-field.ts';
import type { MeasuredField } from '../../core/network/measured-field.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { countText } from '../marks/format.ts';
import { evenField, halfSquare } from './measured.ts';
import { leftOver, stations, type Place } from './place.ts';

export const fieldText: FigureText = {
  name: 'receptive-field',
  title: 'What one cell sees of the picture',
  purpose:
    'Shows which pixels can reach one cell of one layer, and which of them really move it in a trained network and in an untrained one.',
  howToRead:
    'Choose a layer by its bar and a cell in its grid, or point into the picture. The frame is all that the cell can see; its hatched part lies outside the picture, where there are zeros. The bright spots below were measured: each pixel of sixty test pictures was moved a little, in thought, and what the cell did was noted.',
  takeaway:
    'A kernel of 3 × 3 does not mean that a cell sees 3 × 3 pixels: layer upon layer it grows to 32 × 32 at conv3b. That is as much as the whole picture, and still no cell of conv3b is centred on it; and the middle of what a cell sees counts far more than the rim.',
};

/** A coordinate with a true minus sign. */
export const pixelText = (value: number): string => (value < 0 ? `−${-value}` : String(value));

/** `−3 to 28`. */
export const rangeText = (from: number, length: number): string =>
  `${pixelText(from)} to ${pixelText(from + length - 1)}`;

/** What the chosen cell can see: the figure's status line. */
export function fieldLine({ layer, row, column }: Place, { whole, padding }: CellField): string {
  const rows = rangeText(whole.row, whole.height);
  const columns = rangeText(whole.column, whole.width);
  const where =
    rows === columns ? `pixel rows and columns ${rows}` : `pixel rows ${rows}, columns ${columns}`;
  const rest =
    padding > 0
      ? `${countText(padding)} of its ${countText(whole.height * whole.width)} pixels lie in the padding.`
      : 'All of it lies inside the picture.';
  return `Output of ${layer}, row ${row + 1}, column ${column + 1}: sees ${whole.height} × ${whole.width} px, ${where}. ${rest}`;
}

/** Why a cell that sees as many pixels as the picture has does not see the picture; empty for other layers. */
export function centreNote({ station }: Place): string {
  const { field, grid, id } = station;
  const { width } = network.input;
  if (field.size < width) return '';
  const centred = (width - field.size) / 2;
  const starts = Array.from({ length: grid.width }, (_, cell) => field.start + cell * field.jump);
  if (starts.includes(centred)) return '';
  const list = starts.map((start) => rangeText(start, field.size));
  const all = `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  return `No cell of ${id} is centred on the picture, which has the pixels 0 to ${width - 1}: its ${grid.width} columns see ${all}.`;
}

/** What becomes of the last row and column of a grid that a pool can't pair up; empty for other layers. */
export function unreadNote({ station, row, column }: Place): string {
  const { rows } = leftOver(station.id);
  if (rows === 0) return '';
  const { height } = station.grid;
  const pool = stations[stations.indexOf(station) + 1]!.id;
  const hit = row >= height - rows || column >= height - rows;
  const fate = hit ? ' Whatever this cell finds, nothing after it will know.' : '';
  return `${pool} pairs the ${height} rows and columns of ${station.id} up and has one of each left over: row ${height} and column ${height}, hatched in the grid, are never read.${fate}`;
}

const sideText = (mean: ArrayLike<number>, field: CellField): string | null => {
  const square = halfSquare(mean, field);
  return square && `${square.side} × ${square.side} px`;
};

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

/** How many times as far the pixels move the cell now as they did before, in words; empty where one of the two did not move at all. */
function strengthText(now: MeasuredField, before: MeasuredField): string {
  const times = sum(now.mean) / sum(before.mean);
  if (!Number.isFinite(times) || times === 0) return '';
  if (times >= 0.95 && times < 1.05) return ' Pixels move it as far as before.';
  const factor =
    times < 0.995 ? times.toFixed(2) : times < 9.95 ? times.toFixed(1) : countText(times);
  return ` Pixels move it ${factor} times as far as before.`;
}

/** What was measured, in a few sentences; null before there is anything. */
export function finding(
  trained: MeasuredField | null,
  untrained: MeasuredField | null,
  field: CellField,
): string | null {
  if (!trained) return null;
  const now = sideText(trained.mean, field);
  if (!now)
    return 'ReLU was shut at this cell in every one of these pictures, so no pixel moved it at all.';
  const before = untrained && sideText(untrained.mean, field);
  const even = sideText(evenField(field), field)!;
  const then = before ? ` Before training it was ${before}.` : '';
  const strength = untrained ? strengthText(trained, untrained) : '';
  return `Half of what was measured lies in the middle ${now}; if all pixels in reach counted alike, it would take ${even}.${then}${strength}`;
}

/** How much went into a measurement: `60 pictures, 480 gradients, 31% of them zero because ReLU was shut`. */
export function effortText({ pictures, samples, open }: MeasuredField): string {
  const shut = samples > 0 ? Math.round((100 * (samples - open)) / samples) : 0;
  const zero = shut > 0 ? `, ${shut}% of them zero because ReLU was shut` : '';
  return `${pictures} pictures, ${countText(samples)} gradients${zero}`;
}
