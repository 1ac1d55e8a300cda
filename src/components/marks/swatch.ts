/** The colour of one value, and black or white, whichever is read better on it. */
import { domainOf, paletteOf, type ScaleKind } from './colour.ts';

export interface Swatch {
  /** CSS colours. */
  readonly ground: string;
  readonly ink: 'black' | 'white';
}

/** Relative luminance of sRGB bytes, 0 to 1 (WCAG 2.2). */
function luminance(red: number, green: number, blue: number): number {
  const [r, g, b] = [red, green, blue].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast with black is (l + 0.05) / 0.05, with white 1.05 / (l + 0.05): one of them is always at least 4.58. */
export function swatchOf(red: number, green: number, blue: number): Swatch {
  const light = luminance(red, green, blue) + 0.05;
  return {
    ground: `rgb(${red} ${green} ${blue})`,
    ink: light / 0.05 >= 1.05 / light ? 'black' : 'white',
  };
}

/** A value on a scale that holds `least` and `most`. */
export function swatchOn(kind: ScaleKind, value: number, least: number, most: number): Swatch {
  const [low, high] = domainOf(kind, least, most);
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  const index = Math.round(share * 255) * 4;
  const colours = paletteOf(kind);
  return swatchOf(colours[index]!, colours[index + 1]!, colours[index + 2]!);
}
