/** From numbers to RGBA bytes: pure, so that it is tested without a canvas. */
import type { Volume } from '../../core/math/volume.ts';
import { domainOf, paletteOf, type ScaleKind } from './colour.ts';

/** Structurally an ImageData without its browser: `data` is `width * height * 4` bytes. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Least and greatest value of one channel, or of all of them. */
export function extent(volume: Volume, channel: number | null = null): readonly [number, number] {
  let least = Infinity;
  let most = -Infinity;
  const step = channel === null ? 1 : volume.channels;
  for (let i = channel ?? 0; i < volume.data.length; i += step) {
    const value = volume.data[i]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** One channel on a scale whose ends are `range` (default: those of the channel itself). */
export function paintChannel(
  volume: Volume,
  channel: number,
  kind: ScaleKind,
  range: readonly [number, number] = extent(volume, channel),
): Raster {
  const { height, width, channels, data } = volume;
  const [low, high] = domainOf(kind, range[0], range[1]);
  const colours = paletteOf(kind);
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let cell = 0; cell < width * height; cell++) {
    const share = (data[cell * channels + channel]! - low) / (high - low);
    const index = Math.round(Math.min(1, Math.max(0, share)) * 255) * 4;
    for (let part = 0; part < 4; part++) bytes[cell * 4 + part] = colours[index + part]!;
  }
  return { width, height, data: bytes };
}

/** A picture of red, green, blue bytes. */
export function paintPicture(pixels: Uint8Array, width: number, height: number): Raster {
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let cell = 0; cell < width * height; cell++) {
    bytes[cell * 4] = pixels[cell * 3]!;
    bytes[cell * 4 + 1] = pixels[cell * 3 + 1]!;
    bytes[cell * 4 + 2] = pixels[cell * 3 + 2]!;
    bytes[cell * 4 + 3] = 255;
  }
  return { width, height, data: bytes };
}

/** The mean of a channel over rows and columns: how strongly it answers. */
export function strength(volume: Volume, channel: number): number {
  let sum = 0;
  for (let i = channel; i < volume.data.length; i += volume.channels)
    sum += Math.abs(volume.data[i]!);
  return sum / (volume.height * volume.width);
}

/** Channel numbers, strongest first. */
export function byStrength(volume: Volume): readonly number[] {
  const order = Array.from({ length: volume.channels }, (_, channel) => channel);
  const strengths = order.map((channel) => strength(volume, channel));
  return order.sort((a, b) => strengths[b]! - strengths[a]!);
}
