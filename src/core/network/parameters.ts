/**
 * Where each parameter lives in the one flat array of weights, and how it starts. The trainable ones come
 * first, so that an optimiser walks one contiguous range; the moving statistics follow.
 */
import { shapes } from './shapes.ts';
import type { Layer, Network } from './spec.ts';

type Initialiser = 'glorot-uniform' | 'zeros' | 'ones';

export interface Parameter {
  /** `layer/part`, for example `conv1a/kernel`. */
  readonly name: string;
  readonly layer: string;
  readonly part: 'kernel' | 'bias' | 'gamma' | 'beta' | 'moving_mean' | 'moving_variance';
  /** Keras layout: convolution kernels height x width x in x out, dense kernels in x out. */
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly initialiser: Initialiser;
  /** First index in the flat array, and how many values. */
  readonly offset: number;
  readonly length: number;
}

type Unplaced = Omit<Parameter, 'offset' | 'length'>;

function parametersOf(layer: Layer, inChannels: number, inLength: number): readonly Unplaced[] {
  const make = (
    part: Parameter['part'],
    shape: readonly number[],
    initialiser: Initialiser,
    trainable = true,
  ): Unplaced => ({
    name: `${layer.id}/${part}`,
    layer: layer.id,
    part,
    shape,
    initialiser,
    trainable,
  });
  switch (layer.kind) {
    case 'convolution':
      return [
        make('kernel', [layer.kernel, layer.kernel, inChannels, layer.filters], 'glorot-uniform'),
        make('bias', [layer.filters], 'zeros'),
      ];
    case 'batch-norm':
      return [
        make('gamma', [inChannels], 'ones'),
        make('beta', [inChannels], 'zeros'),
        make('moving_mean', [inChannels], 'zeros', false),
        make('moving_variance', [inChannels], 'ones', false),
      ];
    case 'dense':
      return [
        make('kernel', [inLength, layer.units], 'glorot-uniform'),
        make('bias', [layer.units], 'zeros'),
      ];
    case 'max-pool':
    case 'dropout':
    case 'flatten':
      return [];
  }
}

export interface ParameterLayout {
  /** In flat order: trainable ones as in the listing, then the moving statistics. */
  readonly parameters: readonly Parameter[];
  readonly total: number;
  readonly trainable: number;
}

/** The flat layout of a network's parameters. */
export function layOut(network: Network): ParameterLayout {
  const inputs = shapes(network);
  const unplaced = network.layers.flatMap((layer, index) => {
    const input = inputs[index]!;
    return parametersOf(layer, input.channels, input.height * input.width * input.channels);
  });
  const ordered = [...unplaced.filter((p) => p.trainable), ...unplaced.filter((p) => !p.trainable)];
  let offset = 0;
  const parameters = ordered.map((parameter) => {
    const length = parameter.shape.reduce((product, size) => product * size, 1);
    const placed = { ...parameter, offset, length };
    offset += length;
    return placed;
  });
  const trainable = parameters
    .filter((p) => p.trainable)
    .reduce((sum, parameter) => sum + parameter.length, 0);
  return { parameters, total: offset, trainable };
}

/** The part of a flat array that holds `name`, as a view. Throws if the layout has no such parameter. */
export function view<T extends Float32Array | Float64Array>(
  layout: ParameterLayout,
  flat: T,
  name: string,
): T {
  const parameter = layout.parameters.find((p) => p.name === name);
  if (!parameter) throw new Error(`weights: expected a parameter of the network, got "${name}"`);
  return flat.subarray(parameter.offset, parameter.offset + parameter.length) as T;
}
