/** Which of some pictures excite each channel of a layer most, going on from those already compared. */
import { picture as size } from '../../core/dataset/catalog.ts';
import { withPictures } from '../../core/network/top-pictures.ts';
import type { Answerer } from './answerers.ts';

export const answerTopPictures: Answerer<'top-pictures'> = async (question, tools) => {
  const weights = tools.weights(question.weights);
  const { split, places } = question.pictures;
  const { pixels, labels } = await tools.pictures({ split, places });
  const viewer = await tools.viewer();
  let tops = question.before;
  for (const [index, place] of places.entries()) {
    const one = pixels.subarray(index * size.bytes, (index + 1) * size.bytes);
    const volume = viewer.look(weights, one).get(question.layer);
    if (!volume)
      throw new Error(`top pictures: expected a layer of the network, got "${question.layer}"`);
    tops = withPictures(tops, [place], [volume]);
    await tools.breathe();
  }
  return { tops, pixels, labels: labels! };
};
