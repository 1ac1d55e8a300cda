/** What comes to each batch norm, channel by channel, when some pictures pass as one batch. */
import { readChannels } from '../../core/network/channel-reading.ts';
import { layout } from '../../core/network/layout.ts';
import { view } from '../../core/network/parameters.ts';
import type { Answerer } from './answerers.ts';

export const answerNorms: Answerer<'norms'> = async (question, tools) => {
  const { pixels, labels } = await tools.pictures(question.pictures);
  const viewer = await tools.viewer();
  const weights = tools.weights(question.weights);
  const { inputs, probabilities } = viewer.norms(weights, pixels, question.way);
  await tools.breathe();
  const readings = new Map(
    [...inputs].map(([id, values]) => {
      const channels = view(layout, weights, `${id}/gamma`).length;
      return [id, readChannels(values, channels, question.bins)];
    }),
  );
  return { labels, readings, probabilities };
};
