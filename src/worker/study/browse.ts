/** Pictures to look at, drawn from some of a split, and the average picture of each class. No network is asked. */
import { drawPictures } from '../../core/dataset/browse.ts';
import { picture as size, shardPictures } from '../../core/dataset/catalog.ts';
import { MeanMeter } from '../../core/dataset/mean-picture.ts';
import type { Answerer } from './answerers.ts';

export const answerBrowse: Answerer<'browse'> = async ({ split, first, among, ...draw }, tools) => {
  const places = Array.from({ length: among }, (_, i) => first + i);
  const { pixels, labels } = await tools.pictures({ split, places });
  const drawn = drawPictures(labels!, draw);
  const shown = new Uint8Array(drawn.length * size.bytes);
  drawn.forEach((place, i) => {
    const at = place * size.bytes;
    shown.set(pixels.subarray(at, at + size.bytes), i * size.bytes);
  });
  return {
    places: Array.from(drawn, (place) => first + place),
    labels: Uint8Array.from(drawn, (place) => labels![place]!),
    pixels: shown,
  };
};

export const answerAverages: Answerer<'averages'> = async ({ split, count }, tools, partial) => {
  const meter = new MeanMeter();
  // Part by part, as they lie in files: what is there so far is told before the next one is fetched.
  const together = shardPictures[split];
  for (let from = 0; from < count; from += together) {
    const places = Array.from({ length: Math.min(together, count - from) }, (_, i) => from + i);
    const { pixels, labels } = await tools.pictures({ split, places });
    meter.add(pixels, labels!);
    await tools.breathe();
    if (from + together < count) partial(meter.reading());
  }
  return meter.reading();
};
