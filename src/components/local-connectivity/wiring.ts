/** What the drawing shows of one small layer: which pixels feed a unit, by which weights, and what the units say. Arithmetic only. */
import {
  eachConnectivity,
  smallNetwork,
  weightIndex,
  type Connectivity,
  type ReadOut,
  type SmallNetwork,
} from '../../core/connectivity/small-network.ts';
import { smallRecipe, smallSize } from '../../core/connectivity/small-run.ts';
import {
  hiddenLayer,
  partOf,
  smallLogits,
  smallStart,
} from '../../core/connectivity/small-step.ts';
import { reluInPlace } from '../../core/math/relu.ts';
import { softmax } from '../../core/math/softmax.ts';
import type { Volume } from '../../core/math/volume.ts';
import { paintChannel, type Raster } from '../marks/paint.ts';

/** A unit of any of the three layers: they have the same ones. */
export interface Unit {
  readonly row: number;
  readonly column: number;
  readonly filter: number;
}

/** In the middle, where things are. */
export const firstUnit: Unit = { row: 3, column: 3, filter: 0 };

/** A network with weights. */
export interface Wired {
  readonly net: SmallNetwork;
  readonly weights: Float64Array;
}

export const { rows, columns } = smallNetwork(smallSize, 'shared', 'mean');

/** The three networks with these weights, or with those they start from. */
export function wiredThree(
  readOut: ReadOut,
  weights: Readonly<Record<Connectivity, Float32Array>> | null,
): Readonly<Record<Connectivity, Wired>> {
  const wired = (kind: Connectivity): Wired => {
    const net = smallNetwork(smallSize, kind, readOut);
    return {
      net,
      weights: weights ? Float64Array.from(weights[kind]) : smallStart(net, smallRecipe.seed),
    };
  };
  return eachConnectivity(wired);
}

const placeOf = ({ row, column }: Unit): number => row * columns + column;

/** The row of pixels through which the drawing cuts: the second of the windows' rows. */
export const cutRow = (unit: Unit): number => unit.row * smallSize.stride + 1;

/** The column of the picture above which a unit of the drawing stands, in pixels: the middle of its window. */
export const middleOf = (column: number): number =>
  column * smallSize.stride + smallSize.kernel / 2;

export interface Edge {
  /** Column of the pixel, and of the unit. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** All connections between the row of pixels and the row of units, of one filter. */
export function edgesOf({ net, weights }: Wired, unit: Unit): readonly Edge[] {
  const { width } = net.size;
  const cut = cutRow(unit);
  return Array.from({ length: columns }, (_, to) => to).flatMap((to) => {
    const place = placeOf({ ...unit, column: to });
    return [...net.taps[place]!].flatMap((pixel, tap) =>
      Math.floor(pixel / width) === cut
        ? [
            {
              from: pixel % width,
              to,
              weight: weights[weightIndex(net, place, tap, unit.filter)]!,
            },
          ]
        : [],
    );
  });
}

/** The largest size of a weight of one filter, at any place: the end of the colour scale. */
export function reachOf({ net, weights }: Wired, filter: number): number {
  const kernel = partOf(net, weights, 'kernel');
  let most = 0;
  for (let i = filter; i < kernel.length; i += net.size.filters)
    most = Math.max(most, Math.abs(kernel[i]!));
  return most;
}

/** A unit's weights where its pixels are; the pixels that it does not read are clear. */
export function weightsRaster({ net, weights }: Wired, unit: Unit, reach: number): Raster {
  const { height, width } = net.size;
  const place = placeOf(unit);
  const data = new Float32Array(height * width);
  const read = new Set<number>();
  net.taps[place]!.forEach((pixel, tap) => {
    read.add(pixel);
    data[pixel] = weights[weightIndex(net, place, tap, unit.filter)]!;
  });
  const volume: Volume = { height, width, channels: 1, data };
  const raster = paintChannel(volume, 0, 'weights', [-reach, reach]);
  for (let pixel = 0; pixel < height * width; pixel++)
    if (!read.has(pixel)) raster.data[pixel * 4 + 3] = 0;
  return raster;
}

/** What the layer says of a small picture, after ReLU: 7 x 7 places of 8 filters. */
export function outputOf({ net, weights }: Wired, pixels: Float64Array): Volume {
  const data = Float32Array.from(reluInPlace(hiddenLayer(net, weights, pixels)));
  return { height: rows, width: columns, channels: net.size.filters, data };
}

/** Three probabilities for a small picture. */
export const answerOf = ({ net, weights }: Wired, pixels: Float64Array): Float64Array =>
  softmax(smallLogits(net, weights, pixels), net.size.classes);

/** A small picture in grey, or one row of it. */
export function greyRaster(pixels: Float64Array, row: number | null = null): Raster {
  const { width } = smallSize;
  const shown = row === null ? pixels : pixels.subarray(row * width, (row + 1) * width);
  const data = new Uint8ClampedArray(shown.length * 4);
  shown.forEach((value, i) => {
    const level = Math.round(255 * (value + 0.5));
    data.set([level, level, level, 255], i * 4);
  });
  return { width, height: shown.length / width, data };
}

/** What counts as a parameter of the layer itself: kernel and bias, without the read-out. */
export const layerParameters = eachConnectivity((kind) => {
  const { parts } = smallNetwork(smallSize, kind, 'mean');
  return parts.kernel.length + parts.bias.length;
});
