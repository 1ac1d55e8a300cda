/** A network of 55 parameters and runs of it that never were, small enough to be saved thousands of times; and files forged from them. */
import fc from 'fast-check';
import { stepsPerEpoch, validationCount } from '../dataset/batches.ts';
import { asciiText } from '../math/ascii.ts';
import { sha256 } from '../math/sha256.ts';
import { decodeCheckpoint, type Expected, type SavedRun } from './checkpoint.ts';
import { layOut } from './parameters.ts';
import type { EpochResult } from './run.ts';
import type { Network } from './spec.ts';
import { bestEpoch } from './stopping.ts';

export const smallNetwork: Network = {
  input: { height: 4, width: 4, channels: 1 },
  layers: [
    { kind: 'convolution', id: 'conv', filters: 2, kernel: 3, padding: 'same' },
    { kind: 'batch-norm', id: 'bn', momentum: 0.99, epsilon: 1e-3 },
    { kind: 'max-pool', id: 'pool', size: 2 },
    { kind: 'flatten', id: 'flatten' },
    { kind: 'dense', id: 'dense', units: 3 },
  ],
};
export const smallLayout = layOut(smallNetwork);

export const pictures = { name: 'Pictures, drawn “here”', sha256: sha256(Uint8Array.of(1, 2, 3)) };

const floats = (length: number, low: number, high: number): fc.Arbitrary<Float32Array> =>
  fc.float32Array({
    minLength: length,
    maxLength: length,
    min: Math.fround(low),
    max: Math.fround(high),
    noNaN: true,
  });

const { total, trainable } = smallLayout;
const weights = fc
  .tuple(floats(trainable, -9e8, 9e8), floats(total - trainable, 0, 3e38))
  .map(([moved, statistics]) => Float32Array.of(...moved, ...statistics));

const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Nine counts that are `pictures` together, and what follows from them. */
const epochs = (count: number, pictures: number): fc.Arbitrary<EpochResult[]> =>
  fc.array(
    fc
      .record({
        cuts: fc.array(fc.nat(pictures), { minLength: 8, maxLength: 8 }),
        loss: amount,
        accuracy: share,
        validationLoss: amount,
        seconds: amount,
      })
      .map(({ cuts, ...rest }) => {
        const at = [0, ...cuts.sort((a, b) => a - b), pictures];
        const cells = at.slice(1).map((end, i) => end - at[i]!);
        const confusion = [0, 3, 6].map((row) => cells.slice(row, row + 3));
        const right = cells[0]! + cells[4]! + cells[8]!;
        return { epoch: 0, ...rest, validationAccuracy: right / pictures, confusion };
      }),
    { minLength: count, maxLength: count },
  );

const hyperparameters = fc
  .tuple(
    fc.double({ min: 1e-6, max: 1000, noNaN: true }),
    fc.integer({ min: 8, max: 15_000 }),
    fc.integer({ min: 1, max: 512 }),
  )
  .map(([learningRate, trainingPictures, batch]) => ({
    learningRate,
    trainingPictures,
    batchSize: Math.min(batch, trainingPictures),
  }));

/** Any run that the site could come to. */
export const runs: fc.Arbitrary<SavedRun> = fc
  .record({
    hyperparameters,
    done: fc.nat(10),
    batches: fc.nat(20_000),
    seed: fc.nat(0xffff_ffff),
    values: fc.tuple(weights, weights, floats(trainable, -3e38, 3e38), floats(trainable, 0, 3e38)),
    loss: amount,
    seconds: amount,
    right: share,
  })
  .chain((parts) =>
    epochs(parts.done, validationCount(parts.hyperparameters.trainingPictures)).map((ended) =>
      assembled(parts, ended),
    ),
  );

function assembled(
  parts: {
    hyperparameters: SavedRun['hyperparameters'];
    batches: number;
    seed: number;
    values: readonly [Float32Array, Float32Array, Float32Array, Float32Array];
    loss: number;
    seconds: number;
    right: number;
  },
  ended: readonly EpochResult[],
): SavedRun {
  const { trainingPictures, batchSize } = parts.hyperparameters;
  const each = stepsPerEpoch(trainingPictures, batchSize);
  const batches = parts.batches % (each + 1);
  const position = Math.min(batches * batchSize, trainingPictures);
  const [now, chosen, firstMoment, secondMoment] = parts.values;
  const numbered = ended.map((result, index) => ({ ...result, epoch: index + 1 }));
  const best = bestEpoch(numbered);
  const { loss, seconds } = parts;
  return {
    data: pictures,
    hyperparameters: parts.hyperparameters,
    checkpoint: {
      seed: parts.seed,
      weights: now,
      firstMoment,
      secondMoment,
      step: numbered.length * each + batches,
      epochs: numbered,
      partial: { loss, correct: Math.floor(parts.right * position), pictures: position, seconds },
      position,
      best: best === null ? null : { epoch: best, step: best * each, weights: chosen },
    },
  };
}

/** One run, always the same: two epochs and 16 pictures of the third. */
export const sampleRun: SavedRun = assembled(
  {
    hyperparameters: { learningRate: 0.001, trainingPictures: 40, batchSize: 8 },
    batches: 2,
    seed: 7,
    values: [
      Float32Array.from({ length: total }, (_, i) => (i + 1) / 8),
      Float32Array.from({ length: total }, (_, i) => (i + 2) / 16),
      Float32Array.from({ length: trainable }, (_, i) => (i - 30) / 32),
      Float32Array.from({ length: trainable }, (_, i) => i / 64),
    ],
    loss: 17.5,
    seconds: 0.25,
    right: 0.5,
  },
  [0.5, 0.75].map((validationAccuracy, i) => ({
    epoch: 0,
    loss: 1.25 - i / 4,
    accuracy: 0.5,
    validationLoss: 1.0625,
    validationAccuracy,
    confusion: [
      [2, 1 - i, 0],
      [1, 2, 0],
      [0, 2 - i, 2 * i],
    ],
    seconds: 3.5,
  })),
);

/** The bytes with another version in them, and a hash that fits. */
export function ofVersion(bytes: Uint8Array, version: number): Uint8Array<ArrayBuffer> {
  const forged = Uint8Array.from(bytes);
  new DataView(forged.buffer).setUint32(8, version, true);
  return sealed(forged);
}

/** The bytes with the hash that fits them. */
export function sealed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const end = bytes.length - 32;
  const hash = sha256(bytes.subarray(0, end));
  for (let i = 0; i < 32; i++) bytes[end + i] = parseInt(hash.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** The arrays of a run in the order of its file. */
export function arraysOf({ checkpoint }: SavedRun): Float32Array[] {
  const { weights, firstMoment, secondMoment, best } = checkpoint;
  return [weights, firstMoment, secondMoment, ...(best ? [best.weights] : [])];
}

/** The header of a file, as text. */
export function headerText(bytes: Uint8Array): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
  return asciiText(bytes.subarray(20, 20 + length));
}

/** Why a file is refused. Throws where it is taken, or where the reason is no sentence about it. */
export async function reason(
  bytes: Uint8Array<ArrayBuffer>,
  from: Expected = { network: smallNetwork, data: pictures },
): Promise<string> {
  const found = await decodeCheckpoint(bytes, from);
  if (found.ok) throw new Error('expected a refusal, and the file was taken');
  if (!/^It [^\n]+\.$/.test(found.reason))
    throw new Error(`expected a sentence, got "${found.reason}"`);
  return found.reason;
}
