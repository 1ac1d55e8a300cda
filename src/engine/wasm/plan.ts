/**
 * A network as the kernels can compute it: blocks of two convolutions, batch norm between them, pooling and dropout, then one
 * dense layer. Sizes and names only; a network of another build is refused.
 */
import { layOut, type Parameter, type ParameterLayout } from '../../core/network/parameters.ts';
import { shapes, volumeOf } from '../../core/network/shapes.ts';
import type { Layer, LayerKind, Network, Shape } from '../../core/network/spec.ts';
import { Unavailable } from '../opening.ts';

/** Where a parameter lies in the flat array. */
export type Place = Pick<Parameter, 'offset' | 'length'>;

export interface BlockPlan {
  readonly input: Shape;
  /** Of both convolutions. */
  readonly filters: number;
  readonly pooled: Shape;
  /** Ids of the layers, in their order. */
  readonly ids: readonly string[];
  readonly momentum: number;
  readonly epsilon: number;
  readonly rate: number;
  /** The dropout layer's place in the listing: its masks' stream. */
  readonly ordinal: number;
  readonly kernelA: Place;
  readonly biasA: Place;
  readonly gamma: Place;
  readonly beta: Place;
  readonly movingMean: Place;
  readonly movingVariance: Place;
  readonly kernelB: Place;
  readonly biasB: Place;
}

export interface Plan {
  readonly network: Network;
  readonly layout: ParameterLayout;
  readonly blocks: readonly BlockPlan[];
  /** Id of the layer between the blocks and the dense one. */
  readonly flatten: string;
  readonly dense: { readonly id: string; readonly kernel: Place; readonly bias: Place };
  /** Values that go into the dense layer, and classes that come out. */
  readonly features: number;
  readonly units: number;
  /** Bytes of one picture. */
  readonly bytes: number;
}

const pattern: readonly LayerKind[] = [
  'convolution',
  'batch-norm',
  'convolution',
  'max-pool',
  'dropout',
];

/** The kernels take 32 channels at a time on the way back. */
const multiple = 32;

function refuse(expected: string, got: string): never {
  throw new Unavailable(`its kernels expected ${expected}, got ${got}`);
}

function layerOf<K extends LayerKind>(
  layer: Layer | undefined,
  kind: K,
): Extract<Layer, { kind: K }> {
  if (layer?.kind !== kind) refuse(`a layer of kind ${kind}`, layer?.kind ?? 'none');
  return layer as Extract<Layer, { kind: K }>;
}

function planBlock(network: Network, layout: ParameterLayout, start: number): BlockPlan {
  const along = shapes(network);
  const layers = network.layers.slice(start, start + pattern.length);
  const a = layerOf(layers[0], 'convolution');
  const norm = layerOf(layers[1], 'batch-norm');
  const b = layerOf(layers[2], 'convolution');
  const pool = layerOf(layers[3], 'max-pool');
  const drop = layerOf(layers[4], 'dropout');
  for (const [{ id, kernel, padding, filters }, wanted] of [
    [a, 'same'],
    [b, 'valid'],
  ] as const) {
    if (kernel !== 3 || padding !== wanted)
      refuse(`${id} 3x3 ${wanted}`, `${kernel}x${kernel} ${padding}`);
    if (filters !== a.filters || filters % multiple !== 0)
      refuse(`${id} with the block’s filters, a multiple of ${multiple}`, String(filters));
  }
  if (pool.size !== 2) refuse(`${pool.id} of 2x2`, `${pool.size}x${pool.size}`);
  const place = (name: string): Place => {
    const found = layout.parameters.find((parameter) => parameter.name === name)!;
    return { offset: found.offset, length: found.length };
  };
  return {
    input: along[start]!,
    filters: a.filters,
    pooled: along[start + pattern.length]!,
    ids: layers.map(({ id }) => id),
    momentum: norm.momentum,
    epsilon: norm.epsilon,
    rate: drop.rate,
    ordinal: start + pattern.length - 1,
    kernelA: place(`${a.id}/kernel`),
    biasA: place(`${a.id}/bias`),
    gamma: place(`${norm.id}/gamma`),
    beta: place(`${norm.id}/beta`),
    movingMean: place(`${norm.id}/moving_mean`),
    movingVariance: place(`${norm.id}/moving_variance`),
    kernelB: place(`${b.id}/kernel`),
    biasB: place(`${b.id}/bias`),
  };
}

/** The plan of a network. Throws `Unavailable` where the kernels can't compute it. */
export function planOf(network: Network): Plan {
  const layout = layOut(network);
  const along = shapes(network);
  const count = Math.floor(network.layers.length / pattern.length);
  if (count === 0) refuse('at least one block', 'none');
  const blocks = Array.from({ length: count }, (_, index) =>
    planBlock(network, layout, index * pattern.length),
  );
  const rest = network.layers.slice(count * pattern.length);
  const flatten = layerOf(rest[0], 'flatten').id;
  const { id, units } = layerOf(rest[1], 'dense');
  if (rest.length > 2) refuse('the dense layer to be the last', `${rest[2]!.kind} after it`);
  const [kernel, bias] = layout.parameters.filter(({ layer }) => layer === id);
  return {
    network,
    layout,
    blocks,
    flatten,
    dense: { id, kernel: kernel!, bias: bias! },
    features: volumeOf(along[along.length - 2]!),
    units,
    bytes: volumeOf(network.input),
  };
}
