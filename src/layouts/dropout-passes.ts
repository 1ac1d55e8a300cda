/** Thirty passes of the first picture through the recorded run with dropout, and stills of the first: worked out while the site is built. */
import sharp from 'sharp';
import { packedFloats, type BuiltDropout } from '../components/dropout/built-dropout.ts';
import { last, maskOfPass, passes, scale, wayOfPass } from '../components/dropout/masks.ts';
import { paintChannel } from '../components/marks/paint.ts';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { look } from '../core/network/oracle.ts';
import { firstPicture, labelAt, pixelsOf, recordedMaps, recordedWeights } from './build-data.ts';

const pixels = pixelsOf(firstPicture);
const all = Array.from({ length: passes }, (_, pass) =>
  look(network, layout, recordedWeights, pixels, wayOfPass(0, pass)),
);
const before = all[0]!.get(last.from)!.data;
const mask = maskOfPass(0, 0);
const after = before.map((value, i) => (mask[i] === 1 ? scale * value : 0));

/** As CSS background, in rows of 32 squares; both on one scale. */
async function still(data: Float32Array): Promise<string> {
  const width = 32;
  const volume = { height: data.length / width, width, channels: 1, data };
  const most = Math.max(...before.map((value) => scale * value));
  const raster = paintChannel(volume, 0, 'sequential', [0, most]);
  const raw = { width, height: raster.height, channels: 4 } as const;
  const png = await sharp(raster.data, { raw }).removeAlpha().png({ palette: true }).toBuffer();
  return `url(data:image/png;base64,${png.toString('base64')}) 0 0 / 100% 100%`;
}

const rounded = (values: ArrayLike<number>): number[] =>
  Array.from(values, (value) => Number(value.toFixed(5)));

export const builtDropout: BuiltDropout = {
  label: labelAt(firstPicture),
  probabilities: all.flatMap((layers) => rounded(layers.get('dense')!.data)),
  certain: rounded(recordedMaps.get('dense')!.data),
  before: packedFloats(before),
  whole: packedFloats(recordedMaps.get(last.from)!.data),
  stills: { before: await still(before), after: await still(after) },
};
