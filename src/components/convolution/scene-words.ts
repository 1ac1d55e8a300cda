/** What the stepper says: the place of the kernel, the size of the output with its numbers, and why a setting cannot be. */
import { placesOver, type Axis } from '../../core/math/sweep.ts';
import { valueText } from '../marks/value-text.ts';
import {
  keepsBrightness,
  outputAt,
  partialSums,
  productsAt,
  type Cell,
  type Scene,
} from './scene.ts';

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Why the kernel has no place, and what to do; null where it has one. */
export function refusal({ fit, columns }: Scene): string | null {
  if (fit.places > 0) return null;
  const { kernel, dilation, padding, length } = columns;
  const span =
    dilation === 1
      ? `${fit.span} px`
      : `${fit.span} px (${dilation} × ${kernel - 1} + 1, because of the dilation)`;
  const room =
    padding === 0 ? `the input has only ${length}` : `the padded input has only ${fit.padded}`;
  return `The kernel spans ${span} and ${room}: there is no place for it, so there is no output. Take a larger input, more padding or less dilation.`;
}

/** Where the kernel stands, in the words of a status line; `unit` is what an input cell is. */
export function placeWords(scene: Scene, place: Cell, pixel: Cell | null): string {
  const flat = scene.rows.length === 1;
  const where = (cell: Cell) =>
    flat ? `${cell.column + 1}` : `row ${cell.row + 1}, column ${cell.column + 1}`;
  const of = flat ? `of ${scene.wide}` : `of ${scene.high} × ${scene.wide}`;
  const taps = productsAt(scene, place);
  const padded = taps.filter(({ padding }) => padding).length;
  const outside = padded > 0 ? ` ${plural(padded, 'tap')} of ${taps.length} on padding.` : '';
  const here = `Output ${where(place)} ${of}: ${sumWords(scene, place)}.${outside}`;
  return pixel ? `${pixelWords(scene, pixel, where(pixel))} ${here}` : here;
}

function pixelWords(scene: Scene, { row, column }: Cell, where: string): string {
  const { rows, columns, channels, input } = scene;
  const from = (row * columns.length + column) * channels;
  const values = Array.from(input.subarray(from, from + channels), valueText).join(', ');
  const count = placesOver(rows, row).length * placesOver(columns, column).length;
  const readers = count === 0 ? 'no output reads it' : `${plural(count, 'output')} read it`;
  const kind = rows.length === 1 ? 'Sample' : 'Pixel';
  return `${kind} ${where} is ${values}; ${count === 1 ? '1 output reads it' : readers}.`;
}

const colours = ['red', 'green', 'blue'];

/** The sum, by channels where there are three. */
function sumWords(scene: Scene, place: Cell): string {
  const taps = productsAt(scene, place);
  const total = valueText(outputAt(scene, place));
  const bias = scene.bias === 0 ? '' : `, bias ${valueText(scene.bias)}`;
  if (scene.channels === 1) return `${taps.length} products${bias} add up to ${total}`;
  const parts = partialSums(taps, scene.channels).map(
    (sum, i) => `${colours[i]} ${valueText(sum)}`,
  );
  return `${parts.join(', ')}${bias}: together ${total}`;
}

/** Whole or not, with a real minus. */
const signed = (value: number): string => String(value).replace('-', '−');

/** The formula of the size, step by step, with its floor made visible. */
export function sizeSteps({ length, padding, dilation, kernel, stride }: Axis): readonly string[] {
  const free = length + 2 * padding - dilation * (kernel - 1) - 1;
  const written = `⌊(${length} + 2·${padding} − ${dilation}·(${kernel} − 1) − 1) / ${stride}⌋ + 1`;
  const exact = free / stride;
  const whole = Math.floor(exact);
  const steps = [written, `⌊${signed(free)} / ${stride}⌋ + 1`];
  if (exact !== whole) steps.push(`⌊${signed(Number(exact.toFixed(2)))}⌋ + 1`);
  return [...steps, `${signed(whole)} + 1`, signed(whole + 1)];
}

/** What the floor leaves over; null where nothing is. */
export function unusedWords({ fit, rows }: Scene): string | null {
  if (fit.places === 0 || fit.unused === 0) return null;
  const flat = rows.length === 1;
  const kind = flat ? 'cell' : 'row and column';
  const lines =
    fit.unused === 1
      ? `the last ${kind}`
      : `the last ${fit.unused} ${flat ? 'cells' : 'rows and columns'}`;
  const are = flat && fit.unused === 1 ? 'is' : 'are';
  return `The floor drops what fills no step: ${lines}, hatched, ${are} read by no output.`;
}

/** What the colours of the output mean. */
export const scaleWords = (scene: Scene): string =>
  keepsBrightness(scene)
    ? 'These weights add up to 1, so the output is a picture again; what lies beyond 0 or 1 is clipped.'
    : 'Sums have both signs: blue is below zero, red above.';
