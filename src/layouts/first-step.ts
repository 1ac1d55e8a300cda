/**
 * The first training step from the recorded run's best weights, on the first training pictures: what the slow step shows before scripts
 * run. Taken while the site is built, by the float64 loops.
 */
import { strongest } from '../components/inspector/inspector-line.ts';
import type { BuiltStep } from '../components/slow-step/built-step.ts';
import { batchSize, sceneOf } from '../components/slow-step/scene.ts';
import { learningRate } from '../components/slow-step/weight-step.ts';
import { picture } from '../core/dataset/catalog.ts';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { oracleState, trainStep } from '../core/network/oracle.ts';
import { stepReading } from '../core/network/step-reading.ts';
import { base } from './base.ts';
import { recordedMaps, recordedRun, recordedWeights, trainingShard } from './build-data.ts';

const batch = {
  pixels: trainingShard.pixels.subarray(0, batchSize * picture.bytes),
  labels: trainingShard.labels.subarray(0, batchSize),
};
const before = oracleState(layout, recordedWeights);
const { seed, best } = recordedRun;
const taken = trainStep(network, layout, before, batch, { learningRate, seed, dropout: true });

/** The middle tap over red in the filter whose map of the first picture is the strongest: a weight that is in use. */
const place = { layer: 'conv1a', filter: strongest(recordedMaps.get('conv1a')!), input: 0, tap: 4 };

export const firstStep: BuiltStep = {
  scene: sceneOf(stepReading(before, batch, taken), place),
  epoch: best,
  pictures: `url(${base}still/batch.png)`,
};
