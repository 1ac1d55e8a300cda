/** Between which values a map's colours run: of the channel alone, of its layer, or of all maps of the network on the same scale. */
import type { Volume } from '../../core/math/volume.ts';
import { layerKind, scaleOf } from './layer-scale.ts';
import { extent } from './paint.ts';

/** What shares one range of colours. */
export type RangeScope = 'channel' | 'layer' | 'net';

export type Range = readonly [number, number];

const union = (a: Range, b: Range): Range => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/** Probabilities are drawn as bars: they don't stretch the colours of maps. */
const coloured = (id: string): boolean => layerKind(id) !== 'dense';

/** Least and greatest value of each layer, found once for each set of maps. */
const known = new WeakMap<ReadonlyMap<string, Volume>, ReadonlyMap<string, Range>>();

function extents(layers: ReadonlyMap<string, Volume>): ReadonlyMap<string, Range> {
  const found = known.get(layers) ?? new Map([...layers].map(([id, map]) => [id, extent(map)]));
  known.set(layers, found);
  return found;
}

/**
 * The values that the colours of one channel must hold. `net` takes all layers that are drawn on the same scale: what ReLU leaves, or
 * what BatchNorm makes of it. Throws for a layer without a map.
 */
export function rangeOf(
  scope: RangeScope,
  layers: ReadonlyMap<string, Volume>,
  layer: string,
  channel: number,
): Range {
  const volume = layers.get(layer);
  if (!volume) throw new Error(`range: expected a map of ${layer}, got none`);
  if (scope === 'channel') return extent(volume, channel);
  const all = extents(layers);
  if (scope === 'layer') return all.get(layer)!;
  const scale = scaleOf(layerKind(layer));
  return [...all]
    .filter(([id]) => coloured(id) && scaleOf(layerKind(id)) === scale)
    .map(([, range]) => range)
    .reduce(union);
}
