/** One picture's traces in a network whose every parameter matters, as after training. For tests only. */
import { someValues } from '../math/gradient.fixture.ts';
import { initialWeights } from './initial.ts';
import { layout } from './layout.ts';
import { network } from './network.ts';
import { look } from './oracle.ts';
import { volumeOf } from './shapes.ts';
import type { Traces } from './explain.ts';

/** How wide each part strays, and about what. */
const stray = {
  kernel: [0, 0.02],
  bias: [0, 0.1],
  gamma: [1, 0.6],
  beta: [0, 0.4],
  moving_mean: [0.3, 0.2],
  moving_variance: [0.4, 0.35],
} as const;

/** Flat, in 32 bits: kernels as drawn and moved a little, no bias or statistic at its start. */
export function trainedLikeWeights(seed: number): Float32Array {
  const weights = initialWeights(layout, seed);
  const noise = someValues(layout.total, seed, 7);
  for (const { part, offset, length } of layout.parameters) {
    const [about, width] = stray[part];
    for (let i = offset; i < offset + length; i++)
      weights[i] = (part === 'kernel' ? weights[i]! : about) + width * noise[i]!;
  }
  return weights;
}

/** A picture of noise and what it leaves in every layer. */
export function someTraces(weights: Float32Array, seed: number): Traces {
  const pixels = Uint8Array.from(
    someValues(volumeOf(network.input), seed, 50),
    (value) => 127.5 * (value + 1),
  );
  return { pixels, layers: look(network, layout, weights, pixels) };
}
