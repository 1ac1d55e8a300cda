/** How far an engine is from the oracle, and the pictures and small network that tests give to both. For tests only. */
import { word } from '../../core/math/random.ts';
import type { ParameterLayout } from '../../core/network/parameters.ts';
import { recipe } from '../../core/network/recipe.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import type { Network } from '../../core/network/spec.ts';
import type { EngineState, LabelledPictures } from '../engine.ts';

/** Two blocks and a dense layer on pictures of 9 x 8 pixels: every kind of layer, an odd size, one unused row. */
export const smallNetwork: Network = {
  input: { height: 9, width: 8, channels: 3 },
  layers: [
    { kind: 'convolution', id: 'conv1a', filters: 4, kernel: 3, padding: 'same' },
    { kind: 'batch-norm', id: 'bn1', momentum: 0.99, epsilon: 1e-3 },
    { kind: 'convolution', id: 'conv1b', filters: 5, kernel: 3, padding: 'valid' },
    { kind: 'max-pool', id: 'pool1', size: 2 },
    { kind: 'dropout', id: 'drop1', rate: 0.5 },
    { kind: 'convolution', id: 'conv2a', filters: 6, kernel: 2, padding: 'same' },
    { kind: 'batch-norm', id: 'bn2', momentum: 0.9, epsilon: 1e-3 },
    { kind: 'convolution', id: 'conv2b', filters: 4, kernel: 2, padding: 'valid' },
    { kind: 'dropout', id: 'drop2', rate: 0.25 },
    { kind: 'flatten', id: 'flatten' },
    { kind: 'dense', id: 'dense', units: 3 },
  ],
};

/** Stream number of no use in the project, so that test pictures share no counters with anything. */
const stream = 99;

/** Pictures of seeded noise, with the labels 0, 1, 2, 0, … */
export function noise(network: Network, count: number, seed: number): LabelledPictures {
  const bytes = volumeOf(network.input);
  return {
    pixels: Uint8Array.from({ length: count * bytes }, (_, i) => word(seed, stream, 0, i) >>> 24),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  };
}

type Values = Float32Array | Float64Array;

/** |seen - wanted| / |wanted| in the L2 norm; where all of `wanted` is 0, |seen|. */
export function relativeError(seen: Values, wanted: Values): number {
  if (seen.length !== wanted.length)
    throw new Error(`comparison: expected ${wanted.length} values, got ${seen.length}`);
  let difference = 0;
  let size = 0;
  wanted.forEach((value, i) => {
    difference += (seen[i]! - value) ** 2;
    size += value * value;
  });
  return Math.sqrt(size === 0 ? difference : difference / size);
}

/** The largest relative error over the parameters that `seen` covers, with the name of that parameter. */
export function worstParameter(
  layout: ParameterLayout,
  seen: Values,
  wanted: Values,
): { readonly name: string; readonly error: number } {
  const covered = layout.parameters.filter(({ offset, length }) => offset + length <= seen.length);
  const errors = covered.map(({ name, offset, length }) => {
    const end = offset + length;
    const error = relativeError(seen.subarray(offset, end), wanted.subarray(offset, end));
    // A NaN must not lose every comparison.
    return { name, error: Number.isNaN(error) ? Infinity : error };
  });
  return errors.reduce((worst, next) => (next.error > worst.error ? next : worst));
}

/** The gradient of the one step that led from zero moments to this state: first moment / (1 - beta1). */
export const gradientOf = ({ firstMoment }: EngineState): Float64Array =>
  Float64Array.from(firstMoment, (value) => value / (1 - recipe.adam.beta1));

export const gradientTolerance = 1e-3;
export const lossTolerance = 1e-4;
