/**
 * A training run that was recorded and ships with the site: its curves and where its weights lie. This file knows the
 * manifest as it stands on disk and as the code has it; it fetches nothing and trains nothing.
 */
import { classes, counts, type DataSourceKind } from '../dataset/catalog.ts';
import { stepsPerEpoch } from '../dataset/batches.ts';
import { decodeFloat16, float16Bytes } from '../math/float16.ts';
import { Field } from './field.ts';
import { fingerprint } from './fingerprint.ts';
import { layout } from './layout.ts';
import { network } from './network.ts';
import type { ParameterLayout } from './parameters.ts';
import { limits, recipe, type Hyperparameters } from './recipe.ts';
import type { EpochResult } from './run.ts';
import { bestEpoch } from './stopping.ts';

/** A file beside the manifest. */
interface RecordedFile {
  /** Name without a folder, for example `epoch-03.f16`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** All parameters after an epoch, in the order of the network's layout, 16 bits each; epoch 0 is before the first step. */
interface RecordedWeights extends RecordedFile {
  readonly epoch: number;
  /** Steps taken by then. */
  readonly step: number;
}

/** One layer's trainable parameters at steps 0, `every`, 2 `every`, …, frame after frame, 16 bits each. */
export interface RecordedFilm extends RecordedFile {
  readonly layer: string;
  readonly every: number;
  readonly frames: number;
}

interface RecordedData {
  readonly id: DataSourceKind;
  /** For readers, for example `CIFAR-10, rebuilt copy`. */
  readonly name: string;
}

export interface RecordedRun {
  /** `fingerprint(network)`. */
  readonly architecture: string;
  readonly parameters: number;
  /** `sha256` is the `picturesHash` of the data's manifest. */
  readonly data: RecordedData & { readonly sha256: string };
  /** `epochs`: how many it was to have at most; `patience` as in the published recipe. */
  readonly recipe: Hyperparameters & { readonly epochs: number; readonly patience: number };
  readonly seed: number;
  /** The engine's name for readers. */
  readonly engine: string;
  readonly stepsPerEpoch: number;
  readonly epochs: readonly EpochResult[];
  /** Of each step in turn, dropout on. */
  readonly steps: { readonly loss: readonly number[]; readonly accuracy: readonly number[] };
  /** The epoch with the highest validation accuracy, the first of equals. */
  readonly best: number;
  /** Entry e is epoch e, from 0 on. */
  readonly weights: readonly RecordedWeights[];
  readonly film: RecordedFilm;
  /** How the best epoch's weights answer to the validation pictures of the other set, on which they were not trained. */
  readonly transfer: {
    readonly data: RecordedData;
    readonly accuracy: number;
    readonly loss: number;
    readonly confusion: EpochResult['confusion'];
  };
  /** The day as `2026-01-31`, and the command line. */
  readonly made: { readonly date: string; readonly command: string };
}

/** Where a layer's trainable parameters lie in the flat array: kernel, then bias (gamma, then beta), one after the other. */
function frameRange(layer: string): { readonly from: number; readonly to: number } {
  const own = layout.parameters.filter((p) => p.trainable && p.layer === layer);
  const from = own[0]?.offset ?? 0;
  return { from, to: own.reduce((end, { length }) => end + length, from) };
}

/** A layer's trainable parameters in `weights` (all of the network's), as a view: one frame of a film. */
export function frameOf(weights: Float32Array, layer: string): Float32Array {
  const { from, to } = frameRange(layer);
  return weights.subarray(from, to);
}

/** Far above any loss that is worth a record; a number beyond it is a damaged one. */
const highestLoss = 1000;
const loss = (field: Field): number => field.number(0, highestLoss);
const share = (field: Field): number => field.number(0, 1);

/** Counts of all validation pictures, each class as often as it is in the set, and in accord with `accuracy`. */
function confusionIn(record: Field, accuracy: Field): EpochResult['confusion'] {
  const field = record.at('confusion');
  const confusion = field.list(classes.length).map((row) => {
    const cells = row.list(classes.length).map((cell) => cell.whole(0, counts.validation));
    const sum = cells.reduce((total, cell) => total + cell, 0);
    const each = counts.validation / classes.length;
    new Field(`sum of ${row.path}`, sum).exactly(each);
    return cells;
  });
  const right = confusion.reduce((sum, row, place) => sum + row[place]!, 0) / counts.validation;
  accuracy.expect(Math.abs(share(accuracy) - right) < 1e-4, `${right}, as in ${field.path}`);
  return confusion;
}

function epochIn(record: Field, index: number): EpochResult {
  const confusion = confusionIn(record, record.at('val_accuracy'));
  return {
    epoch: record.at('epoch').exactly(index + 1),
    loss: loss(record.at('loss')),
    accuracy: share(record.at('accuracy')),
    validationLoss: loss(record.at('val_loss')),
    validationAccuracy: share(record.at('val_accuracy')),
    confusion,
    seconds: record.at('seconds').number(0, 1e6),
  };
}

const fileIn = (record: Field, bytes: number): RecordedFile => ({
  file: record.at('file').text(/^[a-z0-9-]+\.f16$/, 'a plain name that ends in .f16'),
  bytes: record.at('bytes').exactly(bytes),
  sha256: record.at('sha256').sha256(),
});

const dataIn = (record: Field): RecordedData => ({
  id: record.at('id').oneOf<DataSourceKind>(['cifar-10', 'cifar-10-copy', 'procedural']),
  name: record.at('name').text(),
});

function recipeIn(record: Field): RecordedRun['recipe'] {
  const { learningRate, batchSize } = limits;
  return {
    learningRate: record.at('learning_rate').number(learningRate.least, learningRate.most),
    batchSize: record.at('batch_size').whole(batchSize.least, batchSize.most),
    // Records are of whole sets: their confusion counts all validation pictures.
    trainingPictures: record.at('training_pictures').exactly(counts.training),
    epochs: record.at('epochs').whole(1, recipe.epochs),
    patience: record.at('patience').exactly(recipe.patience),
  };
}

function filmIn(record: Field, steps: number): RecordedFilm {
  const layer = record.at('layer').oneOf(network.layers.map(({ id }) => id));
  const { from, to } = frameRange(layer);
  const length = to - from;
  record.at('layer').expect(length > 0, 'a layer with parameters');
  const every = record.at('every').whole(1, steps);
  const frames = record.at('frames').exactly(Math.floor(steps / every) + 1);
  return { layer, every, frames, ...fileIn(record, frames * length * float16Bytes) };
}

function transferIn(record: Field): RecordedRun['transfer'] {
  const confusion = confusionIn(record, record.at('accuracy'));
  const data = dataIn(record.at('data'));
  return { data, accuracy: share(record.at('accuracy')), loss: loss(record.at('loss')), confusion };
}

/**
 * The run of a manifest (`JSON.parse` of its text), every field checked: its kind, its range, and that it agrees with the others and with
 * the network of this site.
 *
 * @throws at the first field that does not fit, with its path, what was expected and what was seen.
 */
export function parseRun(json: unknown): RecordedRun {
  const run = new Field('recorded run', json);
  run.at('version').exactly(1);
  const architecture = run.at('architecture').exactly(fingerprint(network));
  const described = recipeIn(run.at('recipe'));
  const epochs = run.at('epochs').list().map(epochIn);
  run.at('epochs').expect(epochs.length >= 1, 'at least one epoch');
  run.at('epochs').expect(epochs.length <= described.epochs, `at most ${described.epochs} epochs`);
  const each = stepsPerEpoch(described.trainingPictures, described.batchSize);
  const steps = epochs.length * each;
  const weights = run.at('weights').list(epochs.length + 1);
  return {
    architecture,
    parameters: run.at('parameters').exactly(layout.total),
    data: { ...dataIn(run.at('data')), sha256: run.at('data').at('sha256').sha256() },
    recipe: described,
    seed: run.at('seed').whole(0, 0xffff_ffff),
    engine: run.at('engine').text(),
    stepsPerEpoch: run.at('steps_per_epoch').exactly(each),
    epochs,
    steps: {
      loss: run.at('steps').at('loss').list(steps).map(loss),
      accuracy: run.at('steps').at('accuracy').list(steps).map(share),
    },
    best: run.at('best').exactly(bestEpoch(epochs)!),
    weights: weights.map((record, epoch) => ({
      epoch: record.at('epoch').exactly(epoch),
      step: record.at('step').exactly(epoch * each),
      ...fileIn(record, layout.total * float16Bytes),
    })),
    film: filmIn(run.at('film'), steps),
    transfer: transferIn(run.at('transfer')),
    made: {
      date: run
        .at('made')
        .at('date')
        .text(/^\d{4}-\d\d-\d\d$/, 'a day such as 2026-01-31'),
      command: run.at('made').at('command').text(),
    },
  };
}

/**
 * The weights of one file of a run, flat in the order of `layout`.
 *
 * @throws where the length is another, or a value is no finite number.
 */
export function decodeWeights(bytes: Uint8Array, { total }: ParameterLayout): Float32Array {
  const expected = total * float16Bytes;
  if (bytes.length !== expected)
    throw new Error(`recorded weights: expected ${expected} bytes, got ${bytes.length}`);
  return finite(decodeFloat16(bytes));
}

/**
 * The frames of a film, each as `frameOf` gives it.
 *
 * @throws where the length is another, or a value is no finite number.
 */
export function decodeFilm(bytes: Uint8Array, film: RecordedFilm): readonly Float32Array[] {
  if (bytes.length !== film.bytes)
    throw new Error(`recorded film: expected ${film.bytes} bytes, got ${bytes.length}`);
  const values = finite(decodeFloat16(bytes));
  const length = values.length / film.frames;
  return Array.from({ length: film.frames }, (_, frame) =>
    values.subarray(frame * length, (frame + 1) * length),
  );
}

function finite(weights: Float32Array): Float32Array {
  const wrong = weights.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new Error(`recorded weights: expected finite numbers, got ${weights[wrong]} at ${wrong}`);
  return weights;
}
