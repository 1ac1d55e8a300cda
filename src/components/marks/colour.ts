/**
 * What a number looks like. Activation maps after ReLU run from dark (zero) to light; signed maps diverge from white at
 * zero; weights diverge in another pair of hues, so that a map is never mistaken for a filter.
 */
import { interpolateMagma, interpolatePuOr, interpolateRdBu, rgb } from 'd3';

export type ScaleKind = 'sequential' | 'signed' | 'weights';

const interpolators: Readonly<Record<ScaleKind, (t: number) => string>> = {
  sequential: interpolateMagma,
  // Blue below zero, red above, as in meteorology.
  signed: (t) => interpolateRdBu(1 - t),
  // Purple below zero, orange above: the warm hue is above zero on both.
  weights: (t) => interpolatePuOr(t),
};

const steps = 256;

/** 256 colours of a scale as RGBA bytes, from its lowest value to its highest. */
function palette(kind: ScaleKind): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(steps * 4);
  for (let i = 0; i < steps; i++) {
    const { r, g, b } = rgb(interpolators[kind](i / (steps - 1)));
    bytes.set([r, g, b, 255], i * 4);
  }
  return bytes;
}

const palettes = new Map<ScaleKind, Uint8ClampedArray>();

/** The palette of a scale, made once. */
export function paletteOf(kind: ScaleKind): Uint8ClampedArray {
  const made = palettes.get(kind) ?? palette(kind);
  palettes.set(kind, made);
  return made;
}

/** A CSS gradient of a scale, for legends. */
export const gradientOf = (kind: ScaleKind): string =>
  `linear-gradient(to right, ${[0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => interpolators[kind](t)).join(', ')})`;

/** The values at both ends of a scale that holds `least` and `most`: from 0, or symmetric about 0. */
export function domainOf(kind: ScaleKind, least: number, most: number): readonly [number, number] {
  if (kind === 'sequential') return [0, most > 0 ? most : 1];
  const reach = Math.max(Math.abs(least), Math.abs(most)) || 1;
  return [-reach, reach];
}
