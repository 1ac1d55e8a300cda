/** Reading a picture's maps: the value at a place, and the place where a layer answers most strongly. */
import type { Volume } from '../../core/math/volume.ts';
import type { Place } from '../../core/network/explanation.ts';
import { byStrength } from '../marks/paint.ts';

/** What the map holds at a place; null where there is no map. */
export function storedAt(layers: ReadonlyMap<string, Volume>, place: Place): number | null {
  const volume = layers.get(place.layer);
  if (!volume) return null;
  return (
    volume.data[(place.row * volume.width + place.column) * volume.channels + place.channel] ?? null
  );
}

/** The largest value of the channel that answers most strongly. */
export function strongestCell(layer: string, volume: Volume): Place {
  const channel = byStrength(volume)[0]!;
  const own = volume.data.filter((_, i) => i % volume.channels === channel);
  const cell = own.indexOf(Math.max(...own));
  return { layer, channel, row: Math.floor(cell / volume.width), column: cell % volume.width };
}
