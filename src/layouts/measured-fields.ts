/**
 * The measured fields of the cell that the figure shows first, in the recorded run and before it, measured while the site is built: on
 * few pictures, for a page must not take long to build, and a reader's browser measures anew on more.
 */
import sharp from 'sharp';
import { packed, type PackedPair } from '../components/receptive-field/built-field.ts';
import { firstSelected, placeOf } from '../components/receptive-field/place.ts';
import { paintChannel } from '../components/marks/paint.ts';
import { networkWords } from '../components/run-view/view-words.ts';
import { initialWeights } from '../core/network/initial.ts';
import { layout } from '../core/network/layout.ts';
import { channelsInTurn, FieldMeter, type MeasuredField } from '../core/network/measured-field.ts';
import { network } from '../core/network/network.ts';
import { look } from '../core/network/oracle.ts';
import { pixelGradient } from '../core/network/pixel-gradient.ts';
import { firstTen, pixelsOf, recordedRun, recordedWeights } from './build-data.ts';

const { height, width, channels: colours } = network.input;
const place = placeOf(firstSelected);
/** Gradients a picture: more than the browser asks for, since there are fewer pictures. */
const each = 24;

function measured(weights: Float32Array): MeasuredField {
  const gradient = pixelGradient(network, layout, weights);
  const meter = new FieldMeter(height * width, colours);
  for (const index of firstTen) {
    const maps = look(network, layout, weights, pixelsOf(index));
    for (const channel of channelsInTurn(index, each, place.station.grid.channels))
      meter.add(gradient(maps, { ...place, channel }));
  }
  return meter.reading(firstTen.length);
}

/** A map as a CSS background. */
async function image({ mean }: MeasuredField): Promise<string> {
  const raster = paintChannel({ height, width, channels: 1, data: mean }, 0, 'sequential');
  const raw = { width: raster.width, height: raster.height, channels: 4 } as const;
  const png = await sharp(raster.data, { raw }).removeAlpha().png({ palette: true }).toBuffer();
  return `url(data:image/png;base64,${png.toString('base64')}) 0 0 / 100% 100%`;
}

const trained = measured(recordedWeights);
const untrained = measured(initialWeights(layout, recordedRun.seed));
const best = { run: 'recorded', epoch: recordedRun.best, key: null, notice: null } as const;

export const measuredFields: PackedPair = {
  words: networkWords(best, recordedRun.weights[recordedRun.best]!.step),
  trained: packed(trained),
  untrained: packed(untrained),
  images: { trained: await image(trained), untrained: await image(untrained) },
};
