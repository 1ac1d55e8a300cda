/** Every layer's output for one picture. */
import type { Answerer } from './answerers.ts';

export const answerLook: Answerer<'look'> = async ({ weights, picture, way }, tools) => {
  const { pixels, labels } = await tools.pictures(picture);
  const viewer = await tools.viewer();
  const started = tools.now();
  const layers = viewer.look(tools.weights(weights), pixels, way);
  return { label: labels?.[0] ?? null, pixels, layers, milliseconds: tools.now() - started };
};
