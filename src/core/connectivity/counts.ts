/** How many parameters the network's convolutions would have if their units were connected otherwise. Derived from the network's own list. */
import { shapes, volumeOf } from '../network/shapes.ts';
import type { Convolution, Network, Shape } from '../network/spec.ts';
import type { Connectivity } from './small-network.ts';

export type ConnectionCounts = Readonly<Record<Connectivity, number>>;

/** Windows of `kernel` x `kernel` cells of the input; every output value has a bias, shared by a filter's places or its own. */
function countsOf({ kernel, filters }: Convolution, input: Shape, output: Shape): ConnectionCounts {
  const window = kernel * kernel * input.channels + 1;
  return {
    dense: (volumeOf(input) + 1) * volumeOf(output),
    local: window * volumeOf(output),
    shared: window * filters,
  };
}

/** For each convolution, in the listing's order. */
export function connectionCounts(network: Network): readonly ({
  readonly id: string;
  readonly input: Shape;
  readonly output: Shape;
} & {
  readonly layer: Convolution;
  readonly counts: ConnectionCounts;
})[] {
  const along = shapes(network);
  return network.layers.flatMap((layer, index) => {
    if (layer.kind !== 'convolution') return [];
    const [input, output] = [along[index]!, along[index + 1]!];
    return [{ id: layer.id, input, output, layer, counts: countsOf(layer, input, output) }];
  });
}

/** All convolutions together. */
export function totalCounts(network: Network): ConnectionCounts {
  const all = connectionCounts(network);
  const sum = (kind: Connectivity): number =>
    all.reduce((total, { counts }) => total + counts[kind], 0);
  return { dense: sum('dense'), local: sum('local'), shared: sum('shared') };
}
