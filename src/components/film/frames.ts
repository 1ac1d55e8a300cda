/** A film of the first layer's filters: which frame shows which step, how far every filter has moved by then, and its sheet as pixels. Pure. */
import { scaleLinear } from 'd3';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import type { RecordedFilm } from '../../core/network/recorded-run.ts';
import { kernelOf, paintComposite, type KernelBlock } from '../inspector/kernel.ts';
import type { Axis } from '../marks/curve-scale.ts';
import { sheetColumns } from '../marks/layer-scale.ts';
import type { Raster } from '../marks/paint.ts';

/** The layer that is filmed: the first, whose filters read red, green and blue. */
export const filmed = network.layers[0]!.id;

/** Filters of that layer. */
export const filters: number = layout.parameters.find(
  ({ name }) => name === `${filmed}/bias`,
)!.length;

export const columns = sheetColumns(filters);
export const rows = filters / columns;

/** Pixels of a sheet to a weight; between two filters lies one pixel. */
const enlarged = 4;
export const tile = 3 * enlarged;
const pitch = tile + 1;
/** What of a place on the sheet its filter takes. */
export const filled = tile / pitch;

/**
 * One filter of a frame. The first layer's parameters are the first of all, so that a frame is how all weights begin, and is read as
 * they are.
 */
export function filterOf(frame: Float32Array, filter: number): KernelBlock {
  const block = kernelOf(layout, frame, filmed, filter);
  if (!block) throw new Error(`film: expected a filter from 0 to ${filters - 1}, got ${filter}`);
  return block;
}

/** The frame nearest to a step, and the step of a frame. */
export const frameOfStep = (
  step: number,
  { every, frames }: Pick<RecordedFilm, 'every' | 'frames'>,
) => Math.min(frames - 1, Math.max(0, Math.round(step / every)));

/** Every value less what it was at `start`. */
export const changeOf = (frame: Float32Array, start: Float32Array): Float32Array =>
  frame.map((value, at) => value - start[at]!);

/** The Euclidean (L2) length of each filter's 27 weights; of a change, how far each has moved. */
export const lengthsOf = (frame: Float32Array): readonly number[] =>
  Array.from({ length: filters }, (_, filter) => Math.hypot(...filterOf(frame, filter).values));

/** The value in the middle, or the mean of the two. Throws for none. */
export function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  if (half === 0) throw new Error('middle: expected at least one value, got none');
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/** How far a film goes: of every frame, how far each filter has moved since the first; and the ends of its colours. */
export interface Course {
  /** `moved[frame][filter]`. */
  readonly moved: readonly (readonly number[])[];
  /** The largest distance of any filter in any frame. */
  readonly furthest: number;
  /** The largest weight of any filter in any frame, without its sign. */
  readonly reach: number;
  /** The same of the changes. */
  readonly changeReach: number;
}

const largest = (most: number, frame: Float32Array): number =>
  Array.from({ length: filters }, (_, filter) => filterOf(frame, filter).values).reduce(
    (so, values) => values.reduce((far, value) => Math.max(far, Math.abs(value)), so),
    most,
  );

export function courseOf(frames: readonly Float32Array[]): Course {
  const changes = frames.map((frame) => changeOf(frame, frames[0]!));
  const moved = changes.map(lengthsOf);
  return {
    moved,
    furthest: Math.max(...moved.flat()),
    reach: frames.reduce(largest, 0),
    changeReach: changes.reduce(largest, 0),
  };
}

/** All filters as composites of red, green and blue, enlarged, with transparent lines between them. */
export function paintSheet(frame: Float32Array, reach: number): Raster {
  const [width, height] = [columns * pitch, rows * pitch];
  const data = new Uint8ClampedArray(width * height * 4);
  const words = new Uint32Array(data.buffer);
  for (let filter = 0; filter < filters; filter++) {
    const small = new Uint32Array(paintComposite(filterOf(frame, filter), reach).data.buffer);
    const left = (filter % columns) * pitch;
    const top = Math.floor(filter / columns) * pitch;
    for (let row = 0; row < tile; row++)
      for (let column = 0; column < tile; column++)
        words[(top + row) * width + left + column] =
          small[3 * Math.floor(row / enlarged) + Math.floor(column / enlarged)]!;
  }
  return { width, height, data };
}

/** The CSS background that shows sheet `sheet` of a still of `sheets` sheets, one above the other. */
export const sheetStill = (image: string, sheet: number, sheets: number): string =>
  `url(${image}) 0 ${(100 * sheet) / (sheets - 1)}% / 100% ${100 * sheets}%`;

/** The CSS background that shows one filter of such a sheet. */
export function filterStill(image: string, sheet: number, sheets: number, filter: number): string {
  const [width, height] = [columns * pitch, sheets * rows * pitch];
  const left = (filter % columns) * pitch;
  const top = (sheet * rows + Math.floor(filter / columns)) * pitch;
  const share = (offset: number, all: number) => ((100 * offset) / (all - tile)).toFixed(3);
  return `url(${image}) ${share(left, width)}% ${share(top, height)}% / ${(100 * width) / tile}% ${(100 * height) / tile}%`;
}

/** A linear axis from 0 to `most`, `height` pixels high. */
export function lengthAxis(most: number, height: number): Axis {
  const scale = scaleLinear([0, most || 1], [height, 0]).clamp(true);
  return {
    place: (value) => scale(value),
    ticks: scale.ticks(3).map((value) => ({ value, text: String(value) })),
    domain: [0, most || 1],
  };
}
