/** Still pictures made at build time: what figures show before scripts run, and all that is shown where none do. */
import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';
import { picture } from '../../core/dataset/catalog.ts';
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { strongest } from '../../components/inspector/inspector-line.ts';
import { layerKind, scaleOf, sheetColumns } from '../../components/marks/layer-scale.ts';
import { extent, paintChannel, paintPicture, type Raster } from '../../components/marks/paint.ts';
import { firstDraw } from '../../components/dataset/first-draw.ts';
import { paintPlate } from '../../components/strip/plate.ts';
import { batchSize } from '../../components/slow-step/scene.ts';
import { averagePictures } from '../../layouts/average-pictures.ts';
import {
  firstPicture,
  firstTen,
  labelAt,
  manifest,
  pixelsOf,
  recordedMaps,
  trainingShard,
} from '../../layouts/build-data.ts';
import { filmSheets } from '../../layouts/recorded-film.ts';
import { builtTops } from '../../layouts/top-pictures.ts';
import { keep } from '../../components/top-pictures/tops.ts';

const png = (raster: Raster) =>
  sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 4 } });

/** Rasters in a grid of tiles of `side` pixels, `gap` transparent pixels apart. */
async function grid(rasters: readonly Raster[], columns: number, side: number, gap: number) {
  const rows = Math.ceil(rasters.length / columns);
  const tiles = await Promise.all(
    rasters.map(async (raster, index) => ({
      input: await png(raster)
        .resize(side, side, { kernel: 'nearest', fit: 'fill' })
        .png()
        .toBuffer(),
      left: (index % columns) * (side + gap),
      top: Math.floor(index / columns) * (side + gap),
    })),
  );
  const width = columns * (side + gap) - gap;
  const height = rows * (side + gap) - gap;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp({ create: { width, height, channels: 4, background } })
    .composite(tiles)
    .png()
    .toBuffer();
}

function plates() {
  const { rows } = describe(network);
  const rasters = rows.map(({ id, kind }) => {
    const volume = recordedMaps.get(id)!;
    return kind === 'dense'
      ? paintPicture(new Uint8Array(3), 1, 1)
      : paintPlate(volume, strongest(volume), scaleOf(kind));
  });
  return grid(rasters, rasters.length, 32, 0);
}

function sheet(id: string) {
  const volume = recordedMaps.get(id)!;
  const range = extent(volume);
  const scale = scaleOf(layerKind(id));
  const rasters = Array.from({ length: volume.channels }, (_, channel) =>
    paintChannel(volume, channel, scale, range),
  );
  return grid(rasters, sheetColumns(volume.channels), 30, 2);
}

const shown = (index: number) => paintPicture(pixelsOf(index), picture.width, picture.height);

/** The training pictures of the slow step's first batch. */
const firstBatch = Array.from({ length: batchSize }, (_, index) =>
  paintPicture(
    trainingShard.pixels.subarray(index * picture.bytes, (index + 1) * picture.bytes),
    picture.width,
    picture.height,
  ),
);

/** What the data browser shows first. */
const dataset = () => {
  const { places } = firstDraw(manifest, labelAt);
  return grid(places.map(shown), places.length, picture.width, 0);
};

/** The strongest pictures of one channel. */
const topPictures = () =>
  grid(
    builtTops.tops.map(({ picture: place }) => shown(place)),
    keep,
    picture.width,
    0,
  );

const averages = () => {
  const { height, width } = picture;
  const rasters = averagePictures.means.map((mean) =>
    paintPicture(Uint8Array.from(mean, Math.round), width, height),
  );
  return grid(rasters, rasters.length, width, 0);
};

const makers: Readonly<Record<string, () => Promise<Buffer>>> = {
  plates,
  picture: () => png(shown(firstPicture)).png().toBuffer(),
  film: () => png(filmSheets()).png().toBuffer(),
  batch: () => grid(firstBatch, firstBatch.length, 32, 0),
  dataset,
  averages,
  'top-pictures': topPictures,
  examples: () => grid(firstTen.map(shown), firstTen.length, 32, 0),
  ...Object.fromEntries(
    network.layers
      .filter(({ kind }) => kind !== 'dense' && kind !== 'dropout')
      .map(({ id }) => [id, () => sheet(id)]),
  ),
};

export const getStaticPaths: GetStaticPaths = () =>
  Object.keys(makers).map((name) => ({ params: { name } }));

export const GET: APIRoute = async ({ params }) =>
  new Response(new Uint8Array(await makers[params.name!]!()), {
    headers: { 'Content-Type': 'image/png' },
  });
