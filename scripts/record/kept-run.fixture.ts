/** Kept runs that never were, with the accuracies that a test gives them. */
import type { SetName } from './harness/orders.ts';
import type { KeptRun } from './kept-run.ts';

/** Counts whose diagonal is this share of 3,000 pictures. */
const confusionOf = (accuracy: number) => {
  const right = Math.round(1000 * accuracy);
  return [
    [right, 1000 - right, 0],
    [0, right, 1000 - right],
    [1000 - right, 0, right],
  ];
};

/** `accuracies`: of validation, one an epoch. `mark` makes the hashes of its weights others, `kernels` that of the engine. */
export const someRun = (
  seed: number,
  accuracies: readonly number[],
  {
    set = 'cifar10',
    most = 10,
    mark = 'a',
    kernels = 'e',
  }: { set?: SetName; most?: number; mark?: string; kernels?: string } = {},
): KeptRun => ({
  set,
  data: { id: 'cifar-10', name: 'Pictures', sha256: 'd'.repeat(64) },
  seed,
  most,
  made: { date: '2026-01-31', command: 'npm run record' },
  browser: '156.0',
  machine: { processor: 'Processor', cores: 2 },
  kernels: kernels.repeat(64),
  last: { pictures: 250, moving: accuracies.at(-1)!, own: 0.9 },
  load: 2.5,
  engine: 'WebAssembly on 2 processor cores',
  ended: accuracies.length < most ? 'Stopped.' : 'All epochs are done.',
  epochs: accuracies.map((validationAccuracy, i) => ({
    epoch: i + 1,
    loss: 0.9 - i / 20,
    accuracy: 0.6 + i / 50,
    validationLoss: 1 - i / 20,
    validationAccuracy,
    confusion: confusionOf(validationAccuracy),
    seconds: 15,
  })),
  weights: [0, ...accuracies].map((_, epoch) => ({
    epoch,
    step: 118 * epoch,
    file: `epoch-${String(epoch).padStart(2, '0')}.f16`,
    bytes: 578_886,
    sha256: mark.repeat(64),
  })),
  film: {
    layer: 'conv1a',
    every: 10,
    frames: Math.floor((118 * accuracies.length) / 10) + 1,
    file: 'conv1a.f16',
    bytes: 0,
    sha256: 'f'.repeat(64),
  },
});
