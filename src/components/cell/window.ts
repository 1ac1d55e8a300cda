/** What a level reads: on which map, and the rectangle of it that goes in. Arithmetic for the frames of the drawing. */
import type { Explanation, Place, Source } from '../../core/network/explanation.ts';
import { paddingBefore } from '../../core/network/explain.ts';
import { network } from '../../core/network/network.ts';
import type { Term } from './level.ts';
import { below, unflattened } from './places.ts';

/** In cells of a map; it may begin before the first, in the padding. */
export interface Frame {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

export interface Window {
  /** Layer and channel of the map; null: the picture. A list is read as the maps that it was. */
  readonly map: Pick<Place, 'layer' | 'channel'> | null;
  readonly frame: Frame;
  /** Cells of padding around the map. */
  readonly ring: number;
}

const framed = ({ row, column }: Pick<Source, 'row' | 'column'>, side: number): Frame => ({
  row,
  column,
  height: side,
  width: side,
});

const paddingOf = (id: string): number => {
  const layer = network.layers.find((other) => other.id === id);
  return layer?.kind === 'convolution' ? paddingBefore(layer) : 0;
};

/** The window of one term of a level. */
export function windowOf(told: Explanation, term: Term): Window {
  const [source] = term.sources as [Source];
  switch (told.kind) {
    case 'dense': {
      const cell = unflattened(term.key);
      return { map: cell, frame: framed(cell, 1), ring: 0 };
    }
    case 'convolution':
      // The first tap may be padding, which is no place; the map is the same for all.
      return {
        map: below(told.from, { ...source, row: 0, column: 0 }),
        frame: framed(source, told.kernel),
        ring: paddingOf(told.place.layer),
      };
    case 'max-pool':
      return {
        map: below(told.from, source),
        frame: framed(told.sources[0]!, Math.sqrt(told.sources.length)),
        ring: 0,
      };
    case 'batch-norm':
    case 'dropout':
    case 'flatten':
      return { map: below(told.from, source), frame: framed(source, 1), ring: 0 };
  }
}

const reach = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

/** The ranges of a convolution's weights and products at one cell, for colours. */
export const rangesOf = (products: readonly { weight: number; product: number }[]) => ({
  weight: reach(products.map(({ weight }) => weight)),
  product: reach(products.map(({ product }) => product)),
});
