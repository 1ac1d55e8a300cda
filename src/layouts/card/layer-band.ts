/** The chosen picture and, beside it, its strongest map in one layer after the other, as the recorded run has them: a card's foot. */
import sharp from 'sharp';
import { picture } from '../../core/dataset/catalog.ts';
import { strongest } from '../../components/inspector/inspector-line.ts';
import { layerKind, scaleOf } from '../../components/marks/layer-scale.ts';
import { extent, paintChannel, paintPicture, type Raster } from '../../components/marks/paint.ts';
import { firstPicture, pixelsOf, recordedMaps } from '../build-data.ts';

const layers = [
  'conv1a',
  'conv1b',
  'pool1',
  'conv2a',
  'conv2b',
  'pool2',
  'conv3a',
  'conv3b',
  'pool3',
] as const;

function strongestMap(id: string): Raster {
  const volume = recordedMaps.get(id);
  if (!volume) throw new Error(`card: expected maps of a layer of the network, got "${id}"`);
  return paintChannel(volume, strongest(volume), scaleOf(layerKind(id)), extent(volume));
}

/** Tiles of `side` pixels, `gap` pixels apart, on nothing. PNG. */
export async function layerBand(side: number, gap: number): Promise<Buffer> {
  const rasters = [
    paintPicture(pixelsOf(firstPicture), picture.width, picture.height),
    ...layers.map(strongestMap),
  ];
  const tiles = await Promise.all(
    rasters.map(async ({ data, width, height }, index) => ({
      input: await sharp(data, { raw: { width, height, channels: 4 } })
        .resize(side, side, { kernel: 'nearest', fit: 'fill' })
        .png()
        .toBuffer(),
      left: index * (side + gap),
      top: 0,
    })),
  );
  const width = rasters.length * (side + gap) - gap;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp({ create: { width, height: side, channels: 4, background } })
    .composite(tiles)
    .png()
    .toBuffer();
}
