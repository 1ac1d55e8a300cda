/** How every channel of every layer answers to some pictures of each class. */
import { classes, picture as size } from '../../core/dataset/catalog.ts';
import { ChannelMeter, evenly } from '../../core/network/channel-answers.ts';
import type { Answerer } from './answerers.ts';

export const answerChannels: Answerer<'channels'> = async (question, tools) => {
  const weights = tools.weights(question.weights);
  const { pixels, labels } = await tools.pictures(question.pictures);
  if (!labels) throw new Error('channels: expected pictures with labels, got some without');
  const viewer = await tools.viewer();
  const chosen = evenly(labels, classes.length, question.each);
  const meters = new Map<string, ChannelMeter>();
  for (const place of chosen) {
    const one = pixels.subarray(place * size.bytes, (place + 1) * size.bytes);
    for (const [id, volume] of viewer.look(weights, one)) {
      const meter = meters.get(id) ?? new ChannelMeter(classes.length, volume.channels);
      meters.set(id, meter);
      meter.add(volume, labels[place]!);
    }
    await tools.breathe();
  }
  const layers = new Map([...meters].map(([id, meter]) => [id, meter.reading()]));
  return { pictures: chosen.length, layers };
};
