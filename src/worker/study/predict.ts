/** The answers to some pictures. */
import { picture as size } from '../../core/dataset/catalog.ts';
import { evaluation } from '../../core/network/way.ts';
import { partOfWay } from '../../engine/viewer.ts';
import type { Answerer } from './answerers.ts';

/** Between two such parts other questions are heard. */
const together = 60;

export const answerPredict: Answerer<'predict'> = async (
  { weights, pictures, way = evaluation },
  tools,
) => {
  const { pixels, labels } = await tools.pictures(pictures);
  const viewer = await tools.viewer();
  const answers: number[] = [];
  for (let from = 0; from < pixels.length; from += together * size.bytes) {
    const some = pixels.subarray(from, Math.min(pixels.length, from + together * size.bytes));
    const part = partOfWay(way, from / size.bytes);
    answers.push(...viewer.answers(tools.weights(weights), some, part));
    await tools.breathe();
  }
  return { labels, pixels, probabilities: Float32Array.from(answers) };
};
