/** A manifest of a recorded run that never was, as it would stand on disk: two epochs, every field in accord with the others. */
import { float16Bytes } from '../math/float16.ts';
import { fingerprint } from './fingerprint.ts';
import { layout } from './layout.ts';
import { network } from './network.ts';

const hash = (digit: string): string => digit.repeat(64);

const confusion = () => [
  [900, 60, 40],
  [50, 930, 20],
  [150, 30, 820],
];

const epochs = () => [
  {
    epoch: 1,
    loss: 0.9,
    accuracy: 0.6619,
    val_loss: 2.51,
    val_accuracy: 0.333333,
    confusion: [
      [0, 0, 1000],
      [0, 0, 1000],
      [0, 0, 1000],
    ],
    seconds: 14.5,
  },
  {
    epoch: 2,
    loss: 0.5,
    accuracy: 0.79,
    val_loss: 0.41,
    val_accuracy: 0.883333,
    confusion: confusion(),
    seconds: 13.5,
  },
];

/** A new one at each call, for a test to damage. */
export const sampleManifest = () => ({
  version: 1,
  architecture: fingerprint(network),
  parameters: layout.total,
  data: { id: 'procedural', name: 'Drawn pictures, not CIFAR-10', sha256: hash('d') },
  recipe: {
    learning_rate: 0.001,
    batch_size: 128,
    training_pictures: 15_000,
    epochs: 4,
    patience: 3,
  },
  seed: 3,
  engine: 'WebAssembly on 2 processor cores',
  steps_per_epoch: 118,
  epochs: epochs(),
  steps: {
    loss: Array.from({ length: 236 }, (_, step) => 1.8 / (1 + step / 40)),
    accuracy: Array.from({ length: 236 }, (_, step) => 0.3 + step / 500),
  },
  best: 2,
  weights: [0, 1, 2].map((epoch) => ({
    epoch,
    step: 118 * epoch,
    file: `epoch-0${epoch}.f16`,
    bytes: layout.total * float16Bytes,
    sha256: hash(String(epoch)),
  })),
  film: {
    layer: 'conv1a',
    every: 10,
    frames: 24,
    file: 'conv1a.f16',
    bytes: 24 * 896 * float16Bytes,
    sha256: hash('f'),
  },
  transfer: {
    data: { id: 'cifar-10', name: 'CIFAR-10' },
    accuracy: 0.883333,
    loss: 0.6,
    confusion: confusion(),
  },
  made: { date: '2026-01-31', command: 'npm run record' },
});
