/** The stepper's rasters: the input, one colour of it, and the output on the scale that suits its kernel. Pure. */
import type { Volume } from '../../core/math/volume.ts';
import { domainOf, gradientOf, type ScaleKind } from '../marks/colour.ts';
import { paintChannel, type Raster } from '../marks/paint.ts';
import { keepsBrightness, type Scene } from './scene.ts';

/** Bytes of a value from 0 to 1; beyond that it is clipped. */
const byteOf = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)));

function grey(values: Float64Array, width: number, height: number): Raster {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) data.fill(byteOf(values[i]!), i * 4, i * 4 + 3);
  return { width, height, data };
}

/** A picture of one channel in grey, of three in colour. */
export function inputRaster({ input, rows, columns, channels }: Scene): Raster {
  const [height, width] = [rows.length, columns.length];
  if (channels === 1) return grey(input, width, height);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    for (let k = 0; k < 3; k++) data[i * 4 + k] = byteOf(input[i * 3 + k]!);
  return { width, height, data };
}

/** How much red, green and blue light stands for a channel: its own hue, softened, so that a plane is a calm picture. */
const tints = [
  [1, 0.42, 0.36],
  [0.42, 0.86, 0.46],
  [0.42, 0.56, 1],
] as const;

/** The bytes of one value from 0 to 1 of a channel alone; of a grey picture where there is only one channel. */
export function channelColour(
  value: number,
  channel: number,
  channels: number,
): readonly [number, number, number] {
  const tint = channels === 1 ? ([1, 1, 1] as const) : tints[channel]!;
  return [byteOf(value * tint[0]), byteOf(value * tint[1]), byteOf(value * tint[2])];
}

/** One colour of a picture alone. */
export function planeRaster({ input, rows, columns }: Scene, channel: number): Raster {
  const [height, width] = [rows.length, columns.length];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    data.set(channelColour(input[i * 3 + channel]!, channel, 3), i * 4);
  return { width, height, data };
}

interface Shown {
  readonly raster: Raster;
  /** The values at both ends of the scale, and its colours as a CSS gradient. */
  readonly ends: readonly [number, number];
  readonly gradient: string;
}

/**
 * The output of the kernel: in grey from 0 to 1 where it keeps brightness, otherwise signed; after ReLU sequential. Null where there
 * is none. `most` is the end of the scale where several maps share one.
 */
export function outputShown(scene: Scene, relu: boolean, most?: number): Shown | null {
  const { output, high, wide } = scene;
  if (!output) return null;
  if (!relu && keepsBrightness(scene))
    return {
      raster: grey(output, wide, high),
      ends: [0, 1],
      gradient: 'linear-gradient(to right, black, white)',
    };
  const kind: ScaleKind = relu ? 'sequential' : 'signed';
  const data = Float32Array.from(output, (value) => (relu ? Math.max(0, value) : value));
  const volume: Volume = { height: high, width: wide, channels: 1, data };
  let [least, greatest] = [0, most ?? 0];
  for (const value of data) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return {
    raster: paintChannel(volume, 0, kind, [least, greatest]),
    ends: domainOf(kind, least, greatest),
    gradient: gradientOf(kind),
  };
}
