/** The frame in which the picture stands: wide enough for all that any cell sees, so that it stays where it is. In pixels. */
import { network } from '../../core/network/network.ts';
import { stations } from './place.ts';

const starts = stations.map(({ field }) => field.start);
const ends = stations.map(
  ({ field, grid }) => field.start + (grid.width - 1) * field.jump + field.size,
);

/** Left of the picture's first pixel, and above it. */
export const before = 1 - Math.min(...starts);

/** From edge to edge. */
export const span = before + Math.max(network.input.width, ...ends) + 1;
