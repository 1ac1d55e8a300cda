/**
 * How much each channel of a layer's input adds to one of its output channels, at one cell or over the whole map: what edges between
 * maps are ranked by. Sums of products before bias and ReLU; how a layer's other numbers come about is in `explain.ts`.
 */
import { explain, paddingBefore, readingOf, type Reading, type Traces } from './explain.ts';
import { view, type ParameterLayout } from './parameters.ts';
import { shapes } from './shapes.ts';
import type { Convolution, Network } from './spec.ts';

/** An output channel of a layer; without a cell its whole map is meant. */
export interface MapPlace {
  readonly layer: string;
  readonly channel: number;
  readonly cell?: { readonly row: number; readonly column: number } | null;
}

/**
 * One signed number for each input channel, in the unit of the layer's output: the products of that channel, added up over the kernel
 * and, without a cell, over all cells. For `dense` the input channels are the values of the list. A layer that computes channel by channel
 * gives its own output (added up over the cells) at its one input channel and 0 elsewhere.
 */
export function contributions(
  network: Network,
  layout: ParameterLayout,
  weights: Float32Array | Float64Array,
  traces: Traces,
  { layer: id, channel, cell = null }: MapPlace,
): Float64Array {
  const index = network.layers.findIndex((layer) => layer.id === id);
  const reading = readingOf(network, traces, id);
  const layer = network.layers[index]!;
  const { height, width } = shapes(network)[index + 1]!;
  if (layer.kind === 'convolution' && !cell)
    return overMap(
      layer,
      reading,
      view<Float32Array | Float64Array>(layout, weights, `${id}/kernel`),
      channel,
      { height, width },
    );
  const all = new Float64Array(reading.shape.channels);
  const cells = cell ? [cell] : cellsOf(height, width);
  for (const { row, column } of cells) {
    const told = explain(network, layout, weights, traces, { layer: id, channel, row, column });
    switch (told.kind) {
      case 'convolution':
        return told.partials;
      case 'dense':
        return Float64Array.from(told.products, ({ product }) => product);
      case 'max-pool':
        all[channel]! += told.output;
        break;
      case 'batch-norm':
      case 'dropout':
      case 'flatten':
        all[told.source.channel]! += told.output;
    }
  }
  return all;
}

const cellsOf = (height: number, width: number) =>
  Array.from({ length: height * width }, (_, i) => ({
    row: Math.floor(i / width),
    column: i % width,
  }));

/**
 * A tap meets a rectangle of the input, which is added up first and weighed once: kernel * kernel * channels products instead of
 * as many for each cell.
 */
function overMap(
  layer: Convolution,
  { shape, at }: Reading,
  weights: Float32Array | Float64Array,
  filter: number,
  output: { readonly height: number; readonly width: number },
): Float64Array {
  const { kernel, filters } = layer;
  const before = paddingBefore(layer);
  const all = new Float64Array(shape.channels);
  for (let tap = 0; tap < kernel * kernel; tap++) {
    const top = Math.floor(tap / kernel) - before;
    const left = (tap % kernel) - before;
    const [firstRow, lastRow] = met(top, output.height, shape.height);
    const [firstColumn, lastColumn] = met(left, output.width, shape.width);
    for (let channel = 0; channel < shape.channels; channel++) {
      let sum = 0;
      for (let row = firstRow; row <= lastRow; row++)
        for (let column = firstColumn; column <= lastColumn; column++)
          sum += at(row, column, channel);
      all[channel]! += sum * weights[(tap * shape.channels + channel) * filters + filter]!;
    }
  }
  return all;
}

/** The rows (or columns) of the input that a tap meets: those of `length` outputs, moved by `offset`, that are inside `size`. */
const met = (offset: number, length: number, size: number): readonly [number, number] => [
  Math.max(0, offset),
  Math.min(size, length + offset) - 1,
];
