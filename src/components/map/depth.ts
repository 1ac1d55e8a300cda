/** How near the map is looked at: the whole network, one channel with its inputs, or one cell. Pure; who moves is the figure. */
import { network } from '../../core/network/network.ts';
import type { Volume } from '../../core/math/volume.ts';
import type { Selection } from '../../session/selection.ts';
import { placeOf, shapeOf } from '../cell/places.ts';
import { strongestCell } from '../cell/stored.ts';
import { strongest } from '../inspector/inspector-line.ts';
import { byStrength } from '../marks/paint.ts';

/** Also the words that stand in links. */
export type Depth = 'net' | 'layer' | 'cell';

export interface Spot {
  readonly layer: string;
  readonly channel: number;
}

type Layers = ReadonlyMap<string, Volume>;

/** The channel that is selected; without a choice of channel the strongest stands for its layer. Null: no layer is selected. */
export function spotOf(
  { layer, channel }: Pick<Selection, 'layer' | 'channel'>,
  layers: Layers,
): Spot | null {
  const volume = layer === null ? undefined : layers.get(layer);
  if (layer === null || !volume) return null;
  const own = channel !== null && channel < volume.channels ? channel : strongest(volume);
  return { layer, channel: own };
}

/** The depth that a word asks for, as far as the selection goes that deep. */
export function depthOf(word: string | undefined, selected: Selection, layers: Layers): Depth {
  const spot = spotOf(selected, layers);
  if (!spot) return 'net';
  if (word === 'cell') return placeOf({ ...selected, ...spot }) ? 'cell' : 'layer';
  return word === 'layer' ? 'layer' : 'net';
}

/** The cell to begin with where none is selected: the largest value of the channel. Null for a vector, which has no cells. */
export function cellOf({ layer, channel }: Spot, layers: Layers): Selection['cell'] {
  const { height, width } = shapeOf(layer);
  if (height * width === 1) return null;
  const volume = layers.get(layer)!;
  const own = volume.data.filter((_, i) => i % volume.channels === channel);
  const { row, column } = strongestCell(layer, { height, width, channels: 1, data: own });
  return { row, column };
}

/** Where an arrow key leads from a layer; null at the ends and for other keys. */
export function layerBeside(layer: string, key: string): string | null {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const at = network.layers.findIndex(({ id }) => id === layer);
  return step === undefined ? null : (network.layers[at + step]?.id ?? null);
}

/** Where a key leads along the channels in `order`; null for other keys. Stops at the ends. */
export function channelBeside(
  channel: number,
  key: string,
  order: readonly number[],
  columns: number,
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -columns,
    PageDown: columns,
    Home: -order.length,
    End: order.length,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const at = Math.max(0, order.indexOf(channel));
  return order[Math.min(order.length - 1, Math.max(0, at + step))] ?? null;
}

/** Maps of a layer where there is room for one row. */
export const fewMaps = 8;

/** All channels by number or, where there is room for few, the strongest, with the chosen one among them. */
export function orderOf(volume: Volume, few: boolean, chosen: number | null): readonly number[] {
  if (!few || volume.channels <= fewMaps)
    return Array.from({ length: volume.channels }, (_, channel) => channel);
  const first = byStrength(volume).slice(0, fewMaps);
  return chosen === null || first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
}
