/** All terms of the glossary, by anchor. */
import { convolutionAndBlocks } from './convolution-and-blocks.ts';
import { picturesAndConnections } from './pictures-and-connections.ts';
import type { Terms } from './term.ts';
import { trainingAndAfter } from './training-and-after.ts';

export const tables: readonly Terms[] = [
  picturesAndConnections,
  convolutionAndBlocks,
  trainingAndAfter,
];

export const terms: Terms = Object.assign({}, ...tables) as Terms;
