/**
 * The little that the figure needs before scripts run: the list that dense reads, its answers and its weights, small enough to stand in
 * a page. Packed at build time, unpacked in the page.
 */
import { layout } from '../../core/network/layout.ts';
import { view } from '../../core/network/parameters.ts';
import type { Traces } from '../../core/network/explain.ts';
import type { Volume } from '../../core/math/volume.ts';
import { shapeOf } from './places.ts';

export interface Still {
  /** Of 32-bit numbers, in base64: flatten's output, dense's output, dense's kernel and bias. */
  readonly list: string;
  readonly answers: string;
  readonly kernel: string;
  readonly bias: string;
  /** URL of the picture. */
  readonly picture: string;
}

const pack = (values: Float32Array): string => {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
};

const unpack = (text: string): Float32Array =>
  new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);

/** What a page is given of one picture's maps and the weights that made them. */
export const packStill = (
  layers: ReadonlyMap<string, Volume>,
  weights: Float32Array,
  picture: string,
): Still => ({
  list: pack(layers.get('flatten')!.data),
  answers: pack(layers.get('dense')!.data),
  kernel: pack(view(layout, weights, 'dense/kernel')),
  bias: pack(view(layout, weights, 'dense/bias')),
  picture,
});

/** Enough to explain a logit: no picture, no layer before the last maps, and no weight but those of dense. */
export function readStill(still: Still): Traces & { readonly weights: Float32Array } {
  const weights = new Float32Array(layout.total);
  view(layout, weights, 'dense/kernel').set(unpack(still.kernel));
  view(layout, weights, 'dense/bias').set(unpack(still.bias));
  const list = unpack(still.list);
  const volume = (layer: string, data: Float32Array): [string, Volume] => [
    layer,
    { ...shapeOf(layer), data },
  ];
  const layers = new Map([
    volume('pool3', list),
    volume('flatten', list),
    volume('dense', unpack(still.answers)),
  ]);
  return { pixels: new Uint8Array(), layers, weights };
}
