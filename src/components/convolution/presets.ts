/** Kernels to start from: those of every picture editor, and how a drawn 3 x 3 pattern or a learned filter becomes one for each rung. */
import type { Rung } from './scene.ts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  /** What comes out, in a reader's words. */
  readonly words: string;
  readonly values: readonly number[];
}

const preset = (id: string, name: string, words: string, values: readonly number[]): Preset => ({
  id,
  name,
  words,
  values,
});

/** Three taps, for the signal. */
export const signalPresets: readonly Preset[] = [
  preset('difference', 'Difference', 'Answers where the signal climbs or falls.', [-1, 0, 1]),
  preset('average', 'Average', 'Smooths: spikes and ripples shrink.', [1 / 3, 1 / 3, 1 / 3]),
  preset('bend', 'Bend', 'Answers where the signal bends, not where it climbs.', [1, -2, 1]),
  preset('sharpen', 'Sharpen', 'Makes every bend sharper.', [-0.5, 2, -0.5]),
  preset('identity', 'Identity', 'Changes nothing.', [0, 1, 0]),
];

/** Three by three, for pictures. */
export const picturePresets: readonly Preset[] = [
  preset(
    'sobel-x',
    'Sobel, upright edges',
    'Answers where brightness changes from left to right.',
    [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  ),
  preset(
    'sobel-y',
    'Sobel, level edges',
    'Answers where brightness changes from top to bottom.',
    [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  ),
  preset(
    'edge',
    'Edges, all directions',
    'Answers where a pixel differs from those around it.',
    [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  ),
  preset(
    'blur',
    'Blur',
    'Mixes each pixel with its neighbours.',
    [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16),
  ),
  preset(
    'sharpen',
    'Sharpen',
    'Takes the neighbours off, so that edges stand out.',
    [0, -1, 0, -1, 5, -1, 0, -1, 0],
  ),
  preset(
    'emboss',
    'Emboss',
    'Lights the picture from the lower right, like a relief.',
    [-2, -1, 0, -1, 1, 1, 0, 1, 2],
  ),
  preset('identity', 'Identity', 'Changes nothing.', [0, 0, 0, 0, 1, 0, 0, 0, 0]),
];

export const presetsOf = (rung: Rung): readonly Preset[] =>
  rung === 'signal' ? signalPresets : picturePresets;

/** A pattern as the kernel of a rung: in colour the same pattern on red, green and blue, a third each, in row, column, channel order. */
export const patternKernel = (values: readonly number[], channels: number): Float64Array =>
  Float64Array.from({ length: values.length * channels }, (_, i) =>
    channels === 1 ? values[i]! : values[Math.floor(i / channels)]! / channels,
  );

/**
 * A filter over red, green and blue as the kernel that does the same to a grey picture, whose red, green and blue are equal: the sum of
 * its slices.
 */
export const greyKernel = (filter: Float64Array): Float64Array =>
  Float64Array.from(
    { length: filter.length / 3 },
    (_, i) => filter[i * 3]! + filter[i * 3 + 1]! + filter[i * 3 + 2]!,
  );
