/** A small network of the build that the kernels take: two blocks, odd sizes, an unused row and column. For tests only. */
import type { Layer, Network } from '../../core/network/spec.ts';

const block = (number: number, filters: number): readonly Layer[] => [
  { kind: 'convolution', id: `conv${number}a`, filters, kernel: 3, padding: 'same' },
  { kind: 'batch-norm', id: `bn${number}`, momentum: 0.9, epsilon: 1e-3 },
  { kind: 'convolution', id: `conv${number}b`, filters, kernel: 3, padding: 'valid' },
  { kind: 'max-pool', id: `pool${number}`, size: 2 },
  { kind: 'dropout', id: `drop${number}`, rate: number === 1 ? 0.5 : 0.25 },
];

/** 13 x 12 pixels; 11 x 10 and 5 x 5 in the first block, 3 x 3 and 1 x 1 in the second. */
export const smallNetwork: Network = {
  input: { height: 13, width: 12, channels: 3 },
  layers: [
    ...block(1, 32),
    ...block(2, 64),
    { kind: 'flatten', id: 'flatten' },
    { kind: 'dense', id: 'dense', units: 3 },
  ],
};
