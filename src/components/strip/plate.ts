/** How large a layer's plate is in the Strip, and what stands on it. Pure: sizes in CSS pixels. */
import type { Volume } from '../../core/math/volume.ts';
import type { Shape } from '../../core/network/spec.ts';
import type { ScaleKind } from '../marks/colour.ts';
import { extent, paintChannel, type Raster } from '../marks/paint.ts';

export interface PlateSize {
  readonly width: number;
  readonly height: number;
  /** Sheets drawn behind the plate: one for 32 channels, one more for each doubling. */
  readonly behind: number;
}

/** Plates shrink as maps do, by the square root, so that 32 and 2 cells are both seen. */
export function plateSize({ width, channels }: Shape): PlateSize {
  if (width === 1)
    return channels > 3
      ? { width: 10, height: 40, behind: 0 }
      : { width: 26, height: 34, behind: 0 };
  const side = Math.round(8 + 5 * Math.sqrt(width));
  return { width: side, height: side, behind: Math.max(0, Math.log2(channels) - 4) };
}

/** The plate of a layer: one channel of it, or a vector as a column of `rows` rows. */
export function paintPlate(volume: Volume, channel: number, kind: ScaleKind): Raster {
  if (volume.width > 1) return paintChannel(volume, channel, kind);
  // A list of 512 as 64 rows of 8: still a list, just folded to be seen.
  const folded = { data: volume.data, height: volume.channels / 8, width: 8, channels: 1 };
  return paintChannel(folded, 0, kind, extent(volume));
}

/** CSS background that shows plate `index` of a sprite at `url`, in which `count` plates stand side by side. */
export const stillPlate = (url: string, index: number, count: number): string =>
  `url(${url}) ${(100 * index) / (count - 1)}% 0 / ${100 * count}% 100%`;
