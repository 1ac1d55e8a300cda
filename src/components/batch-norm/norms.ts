/** The batch norms of the network, each with the convolution that feeds it, and what one does to one channel. Arithmetic only. */
import { network } from '../../core/network/network.ts';
import { shapes } from '../../core/network/shapes.ts';

export interface Norm {
  readonly id: string;
  /** The layer whose output it gets: after its ReLU. */
  readonly from: string;
  readonly channels: number;
  /** Values of one channel of one picture. */
  readonly cells: number;
  readonly momentum: number;
  readonly epsilon: number;
}

const along = shapes(network);

export const norms: readonly Norm[] = network.layers.flatMap((layer, index) => {
  if (layer.kind !== 'batch-norm') return [];
  const { id, momentum, epsilon } = layer;
  const { height, width, channels } = along[index]!;
  const from = network.layers[index - 1]!.id;
  return [{ id, from, channels, cells: height * width, momentum, epsilon }];
});

/** The batch norm that a layer of the network is, or feeds; null for other layers. */
export const normAt = (layer: string | null): Norm | null =>
  norms.find(({ id, from }) => id === layer || from === layer) ?? null;

/** What is known of one channel: its mean and its biased variance. */
export interface Statistics {
  readonly mean: number;
  readonly variance: number;
}

export interface Knobs {
  readonly gamma: number;
  readonly beta: number;
}

/** One straight line: a value x leaves as `scale` * x + `shift`. */
export interface Line {
  readonly scale: number;
  readonly shift: number;
}

/** gamma * (x - mean) / sqrt(variance + epsilon) + beta, with everything but x put together. */
export function lineOf(
  { gamma, beta }: Knobs,
  { mean, variance }: Statistics,
  epsilon: number,
): Line {
  const scale = gamma / Math.sqrt(variance + epsilon);
  return { scale, shift: beta - scale * mean };
}

/** Mean and standard deviation behind a line, of values that have these statistics before it. */
export const behind = ({ scale, shift }: Line, { mean, variance }: Statistics) => ({
  mean: scale * mean + shift,
  deviation: Math.abs(scale) * Math.sqrt(variance),
});
