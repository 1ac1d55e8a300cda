/** Floating-point operations of the network's steps and of each kernel, derived from the network. A product and a sum are two. */
import { describe } from '../src/core/network/describe.ts';
import { shapes } from '../src/core/network/shapes.ts';
import type { Network, Shape } from '../src/core/network/spec.ts';

/** Of the plain algorithm, for one picture: forward, weight gradients and input gradients, the first layer's left out. */
export const trainingOperations = (network: Network): number =>
  2 * describe(network).totals.trainingMacs;

/**
 * How a kernel of `src/engine/wasm` goes about its pass. `direct`: product by product. `tiles`: two by two outputs by minimal
 * filtering, sixteen products where there were 36. `winners`: only from values that have a gradient at all.
 */
type Way = 'direct' | 'tiles' | 'winners';

type Pass = 'forward' | 'weight gradient' | 'input gradient';

/** One pass through one convolution. */
export interface PassWork {
  readonly layer: string;
  readonly pass: Pass;
  /** The kernel of `src/engine/wasm/kernels.ts`, and its block, from 0. */
  readonly kernel: string;
  readonly block: number;
  readonly way: Way;
  /** For one picture, of the plain algorithm. */
  readonly operations: number;
  /** Products that the kernel makes, for one of the plain algorithm. Of winners, whose number depends on the pictures, at most. */
  readonly done: number;
}

interface Plan {
  readonly kernel: string;
  /** In the first block, and in those behind it; null where the pass is not made. */
  readonly first: Way | null;
  readonly behind: Way;
}

/** A block's first and second convolution, pass by pass: what `assembly/convolution-a.ts` and its neighbours do. */
const plans: Readonly<Record<'a' | 'b', Readonly<Record<Pass, Plan>>>> = {
  a: {
    forward: { kernel: 'mapsForward', first: 'direct', behind: 'tiles' },
    'weight gradient': { kernel: 'kernelGradientA', first: 'direct', behind: 'tiles' },
    'input gradient': { kernel: 'mapsBackward', first: null, behind: 'tiles' },
  },
  b: {
    forward: { kernel: 'poolForward', first: 'tiles', behind: 'tiles' },
    'weight gradient': { kernel: 'kernelGradientB', first: 'winners', behind: 'winners' },
    'input gradient': { kernel: 'spreadGradient', first: 'winners', behind: 'winners' },
  },
};
const passes = ['forward', 'weight gradient', 'input gradient'] as const;

/** Share of a padded convolution's products whose input lies on the picture: rows and columns alike lose one tap at each end. */
const onPicture = ({ height, width }: Shape): number =>
  ((3 * height - 2) * (3 * width - 2)) / (9 * height * width);

const cellsOf = ({ height, width }: Shape): number => height * width;

/** Of a convolution with these outputs, pooled or not, of which `kept` of the pooled ones are not dropped. */
function doneBy(way: Way, pass: Pass, output: Shape, pooled: Shape | null, kept: number): number {
  switch (way) {
    case 'direct':
      // The gradient of a kernel is summed over the border of zeros as well.
      return pass === 'forward' ? onPicture(output) : 1;
    case 'tiles': {
      const tiles = pooled
        ? cellsOf(pooled)
        : Math.ceil(output.height / 2) * Math.ceil(output.width / 2);
      return (16 * tiles) / (9 * cellsOf(output));
    }
    case 'winners':
      return (cellsOf(pooled!) * kept) / cellsOf(output);
  }
}

/** The passes in the order of the listing. */
export function passesOf(network: Network): PassWork[] {
  const along = shapes(network);
  const { rows } = describe(network);
  const convolutions = network.layers.flatMap(({ kind }, index) =>
    kind === 'convolution' ? [index] : [],
  );
  return convolutions.flatMap((index, ordinal) => {
    const which = ordinal % 2 === 0 ? 'a' : 'b';
    const block = ordinal >> 1;
    const drop = network.layers[index + 2];
    const kept = drop?.kind === 'dropout' ? 1 - drop.rate : 1;
    const pooled = which === 'b' ? along[index + 2]! : null;
    return passes.flatMap((pass): PassWork[] => {
      const { kernel, first, behind } = plans[which][pass];
      const way = block === 0 ? first : behind;
      if (way === null) return [];
      const done = doneBy(way, pass, along[index + 1]!, pooled, kept);
      const { id, macs } = rows[index]!;
      return [{ layer: id, pass, kernel, block, way, operations: 2 * macs, done }];
    });
  });
}
