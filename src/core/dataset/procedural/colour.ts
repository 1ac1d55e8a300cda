/** Colours of the drawn pictures, as red, green and blue from 0 to 1. Arithmetic only. */
import type { Chance } from './chance.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export const grey = (level: number): Colour => [level, level, level];

/** `share` of `b`, the rest `a`. */
export const mix = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** Lighter (factor above 1) or darker, clipped at white. */
export const lit = (colour: Colour, factor: number): Colour => [
  Math.min(1, colour[0] * factor),
  Math.min(1, colour[1] * factor),
  Math.min(1, colour[2] * factor),
];

/** `hue` in turns from 0 to 1, saturation and value from 0 to 1 (A. R. Smith, "Color Gamut Transform Pairs", 1978). */
export function hsv(hue: number, saturation: number, value: number): Colour {
  const channel = (shift: number): number => {
    const place = (shift + hue * 6) % 6;
    return value - value * saturation * Math.max(0, Math.min(place, 4 - place, 1));
  };
  return [channel(5), channel(3), channel(1)];
}

/** The colour, a little off in each channel and in brightness. */
export function near(colour: Colour, chance: Chance, spread = 0.06): Colour {
  const light = chance.about(spread);
  const shift = (level: number): number =>
    Math.min(1, Math.max(0, level + light + chance.about(spread * 0.5)));
  return [shift(colour[0]), shift(colour[1]), shift(colour[2])];
}
