/** The listing cut into the parts that readers speak of: a block ends with its dropout, what follows the last one answers. */
import type { Layer, Network } from './spec.ts';

export interface Block {
  /** `Block 1`, … and `Answer`. */
  readonly name: string;
  readonly layers: readonly Layer[];
}

/** The blocks of a network, in order, then the layers that answer. */
export function blocksOf(network: Network): readonly Block[] {
  const blocks: Block[] = [];
  let layers: Layer[] = [];
  for (const layer of network.layers) {
    layers.push(layer);
    if (layer.kind !== 'dropout') continue;
    blocks.push({ name: `Block ${blocks.length + 1}`, layers });
    layers = [];
  }
  if (layers.length > 0) blocks.push({ name: 'Answer', layers });
  return blocks;
}
