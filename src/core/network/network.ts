/**
 * The network of the article, written once. Everything else in the project that speaks of its layers is
 * derived from this value.
 */
import type { Layer, Network } from './spec.ts';

const block = (number: number, filters: number): readonly Layer[] => [
  { kind: 'convolution', id: `conv${number}a`, filters, kernel: 3, padding: 'same' },
  { kind: 'batch-norm', id: `bn${number}`, momentum: 0.99, epsilon: 1e-3 },
  { kind: 'convolution', id: `conv${number}b`, filters, kernel: 3, padding: 'valid' },
  { kind: 'max-pool', id: `pool${number}`, size: 2 },
  { kind: 'dropout', id: `drop${number}`, rate: 0.5 },
];

/** Three blocks, then one dense layer: 289,443 parameters. */
export const network: Network = {
  input: { height: 32, width: 32, channels: 3 },
  layers: [
    ...block(1, 32),
    ...block(2, 64),
    ...block(3, 128),
    { kind: 'flatten', id: 'flatten' },
    { kind: 'dense', id: 'dense', units: 3 },
  ],
};
