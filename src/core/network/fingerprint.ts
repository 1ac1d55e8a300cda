/**
 * The architecture of a network as a short text and as one hash, so that weights can be told from those of another network.
 * It says nothing about the values of the weights.
 */
import { asciiBytes } from '../math/ascii.ts';
import { sha256 } from '../math/sha256.ts';
import type { Network } from './spec.ts';

/** `key=value` of each field, in the order of the keys, so that the order in which a spec was written does not matter. */
const fields = (record: object): string =>
  Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');

/**
 * A line for the input and one for each layer in order, kinds and sizes and rates, for example
 * `convolution filters=32 id=conv1a kernel=3 padding=same`.
 */
export const architectureOf = ({ input, layers }: Network): readonly string[] => [
  `input ${fields(input)}`,
  ...layers.map(({ kind, ...sizes }) => `${kind} ${fields(sizes)}`),
];

/** SHA-256 of the lines of `architectureOf`, joined by line feeds in UTF-8: 64 hexadecimal digits. */
export const fingerprint = (network: Network): string =>
  sha256(asciiBytes(architectureOf(network).join('\n')));
