/** Which layer stands for each block where there is room for one: its last convolution. */
import { blocksOf } from '../../core/network/blocks.ts';
import { network } from '../../core/network/network.ts';

/** Layer ids: `conv1b`, `conv2b`, `conv3b`. */
export const facesOfBlocks: readonly string[] = blocksOf(network).flatMap(
  ({ layers }) => layers.findLast(({ kind }) => kind === 'convolution')?.id ?? [],
);
