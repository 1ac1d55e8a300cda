/** The parameter layout of the network of this site, worked out once. */
import { network } from './network.ts';
import { layOut } from './parameters.ts';

export const layout = layOut(network);
