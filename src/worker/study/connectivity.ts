/** Three small networks trained side by side, told of after each epoch, then tried on pictures that are moved sideways. */
import { shifted, smallPictures } from '../../core/connectivity/shift.ts';
import {
  connectivities,
  eachConnectivity,
  smallNetwork,
} from '../../core/connectivity/small-network.ts';
import {
  smallAccuracy,
  SmallRun,
  smallSize,
  type EpochResult,
  type SmallProgress,
} from '../../core/connectivity/small-run.ts';
import type { Answerer } from './answerers.ts';

export const answerConnectivity: Answerer<'connectivity'> = async (asked, tools, partial) => {
  const training = await tools.pictures(asked.training);
  const test = await tools.pictures(asked.test);
  if (!training.labels || !test.labels)
    throw new Error('connectivity: expected pictures of the data set, whose classes are known');
  const small = (pixels: Uint8Array, labels: Uint8Array) => ({
    pixels: smallPictures(pixels, smallSize.width),
    labels,
  });
  const lessons = small(training.pixels, training.labels);
  const still = small(test.pixels, test.labels);
  const runs = eachConnectivity(
    (kind) => new SmallRun(smallNetwork(smallSize, kind, asked.readOut), asked.seed),
  );
  const history = eachConnectivity((): (EpochResult & { test: number })[] => []);
  // Copies: what is told is given away.
  const progress = (): SmallProgress => ({
    history: eachConnectivity((kind) => [...history[kind]]),
    weights: eachConnectivity((kind) => Float32Array.from(runs[kind].weights)),
  });
  for (let epoch = 0; epoch < asked.epochs; epoch++) {
    for (const kind of connectivities) {
      const run = runs[kind];
      const way = run.epoch(lessons, epoch);
      let next = way.next();
      for (; !next.done; next = way.next()) await tools.breathe();
      const right = smallAccuracy(run.net, run.weights, still);
      history[kind].push({ ...next.value, test: right });
      await tools.breathe();
    }
    partial(progress());
  }
  const found = eachConnectivity((): number[] => []);
  for (const by of asked.shifts) {
    const moved = small(shifted(test.pixels, by), test.labels);
    for (const kind of connectivities) {
      const { net, weights } = runs[kind];
      found[kind].push(smallAccuracy(net, weights, moved));
      await tools.breathe();
    }
  }
  return { ...progress(), shifted: found };
};
