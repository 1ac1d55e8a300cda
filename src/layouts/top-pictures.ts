/**
 * What the figure of top pictures shows before scripts run: the strongest of the first test pictures for one telling channel of the recorded run's
 * best epoch. Few pictures, for a page must not take long to build; a reader's browser looks at more.
 */
import { stations } from '../components/receptive-field/place.ts';
import { keep, topsOf, type BuiltTops } from '../components/top-pictures/tops.ts';
import { classes } from '../core/dataset/catalog.ts';
import type { Volume } from '../core/math/volume.ts';
import { ChannelMeter } from '../core/network/channel-answers.ts';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { look } from '../core/network/oracle.ts';
import { noPictures, withPictures } from '../core/network/top-pictures.ts';
import { base } from './base.ts';
import { labelAt, pixelsOf, recordedWeights } from './build-data.ts';

/** Its cells see a part of the picture that can be told from the whole. */
const layer = 'conv2b';

/** Enough for all classes; each takes the plain loops a tenth of a second. */
const places = Array.from({ length: 40 }, (_, place) => place);
const looks = places.map((place) => look(network, layout, recordedWeights, pixelsOf(place)));
const mapsOf = (id: string): readonly Volume[] => looks.map((maps) => maps.get(id)!);

/** The channel whose answers the class decides most. */
function telling(id: string, channels: number): number {
  const meter = new ChannelMeter(classes.length, channels);
  mapsOf(id).forEach((volume, place) => meter.add(volume, labelAt(place)));
  const { selectivity } = meter.reading();
  return selectivity.indexOf(Math.max(...selectivity));
}

const channels = Object.fromEntries(
  stations.map(({ id, grid }) => [id, telling(id, grid.channels)]),
);
const station = stations.find(({ id }) => id === layer)!;
const channel = channels[layer]!;
const found = withPictures(noPictures(station.grid.channels, keep), places, mapsOf(layer));

export const builtTops: BuiltTops = {
  layer,
  channel,
  channels,
  seen: places.length,
  tops: topsOf(found, { station, channel }, labelAt),
  still: `${base}still/top-pictures.png`,
};
