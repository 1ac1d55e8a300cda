/** What a table says of each channel's map: arithmetic on one picture's maps. */
import type { Volume } from '../../core/math/volume.ts';
import { extent, strength } from '../marks/paint.ts';

export interface ChannelRow {
  readonly least: number;
  readonly most: number;
  /** Mean of the map, of its size where there are signs. */
  readonly strength: number;
  /** Share of its values that are exactly zero. */
  readonly zeros: number;
}

/** In the order of the channels. */
export const channelRows = (volume: Volume): readonly ChannelRow[] =>
  Array.from({ length: volume.channels }, (_, channel) => {
    const [least, most] = extent(volume, channel);
    let zeros = 0;
    for (let i = channel; i < volume.data.length; i += volume.channels)
      if (volume.data[i] === 0) zeros += 1;
    const cells = volume.height * volume.width;
    return { least, most, strength: strength(volume, channel), zeros: zeros / cells };
  });
