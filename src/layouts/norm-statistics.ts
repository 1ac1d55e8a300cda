/**
 * What the batch norm microscope shows before scripts run: one channel of the first batch norm over a batch, and the moving statistics
 * of all epochs of the recorded run. Worked out while the site is built.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchSize, bins } from '../components/batch-norm/asking.ts';
import type { BuiltNorm } from '../components/batch-norm/built-norm.ts';
import { movingOf } from '../components/batch-norm/epochs.ts';
import { countedOf } from '../components/batch-norm/histogram.ts';
import { norms } from '../components/batch-norm/norms.ts';
import { normOf } from '../components/inspector/kernel.ts';
import { strongest } from '../components/inspector/inspector-line.ts';
import { encodeFloat16 } from '../core/math/float16.ts';
import { readChannels } from '../core/network/channel-reading.ts';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { pass } from '../core/network/oracle.ts';
import { decodeWeights } from '../core/network/recorded-run.ts';
import { base } from './base.ts';
import {
  pixelsOf,
  recordedFolder,
  recordedMaps,
  recordedRun,
  recordedWeights,
} from './build-data.ts';

const first = norms[0]!;
const channel = strongest(recordedMaps.get(first.from)!);

/** The network as far as its first batch norm: more is not needed for what comes to that. */
const start = {
  ...network,
  layers: network.layers.slice(
    0,
    network.layers.findIndex(({ id }) => id === first.id),
  ),
};

function seen(): BuiltNorm['seen'] {
  const pictures = Array.from({ length: batchSize }, (_, index) => pixelsOf(index));
  const pixels = Uint8Array.from(pictures.flatMap((one) => [...one]));
  const { outputs } = pass(start, layout, recordedWeights, pixels);
  const reading = readChannels(outputs.get(first.from)!, first.channels, bins);
  const { gamma, beta, mean, variance } = normOf(layout, recordedWeights, first.id, channel)!;
  const counted = countedOf(reading, channel);
  return {
    counted: { ...counted, counts: Array.from(counted.counts) },
    batch: { mean: reading.mean[channel]!, variance: reading.variance[channel]! },
    moving: { mean, variance },
    learned: { gamma, beta },
  };
}

const moving = recordedRun.weights.map(({ file }) => {
  const bytes = readFileSync(join('public', recordedFolder, file));
  return encodeFloat16(movingOf(decodeWeights(bytes, layout)));
});

export const builtNorm: BuiltNorm = {
  channel,
  seen: seen(),
  moving: Buffer.concat(moving).toString('base64'),
  accuracies: recordedRun.epochs.map(({ validationAccuracy }) => validationAccuracy),
  stepsPerEpoch: recordedRun.stepsPerEpoch,
  best: recordedRun.best,
  folder: `${base}${recordedFolder}`,
};
