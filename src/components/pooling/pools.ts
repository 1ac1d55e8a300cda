/** The pooling layers of the network, each with the convolution that feeds it: derived from the network, for the figure's steps. */
import { network } from '../../core/network/network.ts';
import { shapes, volumeOf } from '../../core/network/shapes.ts';
import type { Shape } from '../../core/network/spec.ts';
import { countText } from '../marks/format.ts';

export interface Pool {
  readonly id: string;
  /** The layer whose output it pools. */
  readonly from: string;
  readonly window: number;
  readonly input: Shape;
  readonly output: Shape;
}

const along = shapes(network);

export const pools: readonly Pool[] = network.layers.flatMap((layer, index) =>
  layer.kind === 'max-pool'
    ? [
        {
          id: layer.id,
          from: network.layers[index - 1]!.id,
          window: layer.size,
          input: along[index]!,
          output: along[index + 1]!,
        },
      ]
    : [],
);

/** The pool that a layer of the network is, or feeds; null for other layers. */
export const poolAt = (layer: string | null): Pool | null =>
  pools.find(({ id, from }) => id === layer || from === layer) ?? null;

const shapeText = ({ height, width, channels }: Shape) => `${height} × ${width} × ${channels}`;

/** `30 × 30 px to 15 × 15 px`. */
export const sizesText = ({ input, output }: Pool): string =>
  `${input.height} × ${input.width} px to ${output.height} × ${output.width} px`;

/** How many values go in and come out, what stays, and what is in no window. */
export function countsText({ id, window, input, output }: Pool): string {
  const [into, out] = [volumeOf(input), volumeOf(output)];
  const cells = window * window;
  const unused = input.height * input.width - output.height * output.width * cells;
  const left =
    unused === 0
      ? ''
      : ` ${unused} of the ${input.height * input.width} cells of each channel, row ${input.height} and column ${input.width}, are in no window.`;
  return `${id} takes ${shapeText(input)} = ${countText(into)} values and gives ${shapeText(output)} = ${countText(out)}: of each ${cells}, 1 stays. All ${output.channels} channels stay, each by itself, and there is nothing to learn: 0 parameters.${left}`;
}
