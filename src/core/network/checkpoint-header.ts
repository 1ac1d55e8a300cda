/**
 * What a saved run says of itself besides its numbers, as one line of JSON: the network, the pictures, the recipe, where it
 * stands, its epochs. A header is read strictly: each field is checked against the others, and nothing else may stand in it.
 */
import { stepsPerEpoch, validationCount } from '../dataset/batches.ts';
import { classes } from '../dataset/catalog.ts';
import { Field } from './field.ts';
import { architectureOf, fingerprint } from './fingerprint.ts';
import { faultIn, recipe, type Hyperparameters } from './recipe.ts';
import type { Checkpoint, EpochResult } from './run.ts';
import type { Network } from './spec.ts';
import { bestEpoch } from './stopping.ts';

/** Which pictures a run learns from. Two sets are the same where their hashes are. */
export interface DataIdentity {
  /** For readers, for example `CIFAR-10, rebuilt copy`. */
  readonly name: string;
  /** `picturesHash` of the set's manifest. */
  readonly sha256: string;
}

/** A checkpoint without its arrays, and what it belongs to. */
export interface RunHeader {
  readonly data: DataIdentity;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
  readonly step: number;
  readonly position: number;
  readonly partial: Checkpoint['partial'];
  readonly epochs: readonly EpochResult[];
  readonly best: { readonly epoch: number; readonly step: number } | null;
}

/** A file that is whole, but not one for this page; the message is a sentence about the file. */
export class Misfit extends Error {}

const mostSeed = 0xffff_ffff;
const tiny = 1e-9;

/** Letters outside of ASCII as JSON writes them. */
const escaped = (text: string): string =>
  text.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The header of a run as text. The order of its fields is part of the format. */
export function writeHeader(run: RunHeader, network: Network): string {
  const { data, hyperparameters, partial, best } = run;
  return escaped(
    JSON.stringify({
      architecture: fingerprint(network),
      layers: architectureOf(network),
      data: { name: data.name, sha256: data.sha256 },
      learningRate: hyperparameters.learningRate,
      batchSize: hyperparameters.batchSize,
      trainingPictures: hyperparameters.trainingPictures,
      seed: run.seed,
      step: run.step,
      position: run.position,
      partial: [partial.loss, partial.correct, partial.pictures, partial.seconds],
      epochs: run.epochs.map((epoch) => [
        epoch.loss,
        epoch.accuracy,
        epoch.validationLoss,
        epoch.validationAccuracy,
        epoch.seconds,
        epoch.confusion,
      ]),
      best: best && [best.epoch, best.step],
    }),
  );
}

const amount = (field: Field): number => field.number(0, Number.MAX_VALUE);
const share = (field: Field): number => field.number(0, 1);

/** Says at which layer another network begins to differ from this one. */
function compareLayers(field: Field, network: Network): void {
  const theirs = field.list().map((line) => line.text());
  const ours = architectureOf(network);
  const place = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, i) => i).find(
    (i) => ours[i] !== theirs[i],
  );
  if (place === undefined) return;
  const line = (lines: readonly string[]): string =>
    lines[place] === undefined ? 'nothing more' : `“${lines[place].slice(0, 100)}”`;
  throw new Misfit(
    `It is a run of another network: where that one has ${line(theirs)}, the one of this page has ${line(ours)}.`,
  );
}

/** Names may change, the bytes of the pictures may not. */
function dataIn(field: Field, expected: DataIdentity): DataIdentity {
  const name = field.at('name').text(/^[^\p{Cc}]{1,100}$/u, 'a line of at most 100 letters');
  const sha256 = field.at('sha256').sha256();
  if (sha256 === expected.sha256) return { name, sha256 };
  const here = name === expected.name ? 'another copy of that set' : `“${expected.name}”`;
  throw new Misfit(`It learned from other pictures: from “${name}”, and this page has ${here}.`);
}

function hyperparametersIn(header: Field): Hyperparameters {
  const number = (key: string): number => amount(header.at(key));
  const found = {
    learningRate: number('learningRate'),
    batchSize: number('batchSize'),
    trainingPictures: number('trainingPictures'),
  };
  const fault = faultIn(found);
  if (fault !== null) throw new Error(fault.replace(/\.$/, ''));
  return found;
}

function epochIn(field: Field, index: number, pictures: number): EpochResult {
  const [loss, accuracy, validationLoss, validationAccuracy, seconds, counts] = field.list(
    6,
  ) as unknown as Six;
  const confusion = counts
    .list(classes.length)
    .map((row) => row.list(classes.length).map((cell) => cell.whole(0, pictures)));
  const sum = confusion.flat().reduce((total, cell) => total + cell, 0);
  counts.expect(sum === pictures, `counts of ${pictures} pictures in all`);
  const right = confusion.reduce((total, row, i) => total + row[i]!, 0) / pictures;
  validationAccuracy.expect(
    Math.abs(share(validationAccuracy) - right) < tiny,
    `${right}, as its confusion matrix has it`,
  );
  return {
    epoch: index + 1,
    loss: amount(loss),
    accuracy: share(accuracy),
    validationLoss: amount(validationLoss),
    validationAccuracy: share(validationAccuracy),
    confusion,
    seconds: amount(seconds),
  };
}

type Six = readonly [Field, Field, Field, Field, Field, Field];

function partialIn(field: Field, position: number): Checkpoint['partial'] {
  const [loss, correct, pictures, seconds] = field.list(4) as unknown as readonly [
    Field,
    Field,
    Field,
    Field,
  ];
  return {
    loss: amount(loss),
    correct: correct.whole(0, position),
    pictures: pictures.exactly(position),
    seconds: amount(seconds),
  };
}

/** Null exactly where no epoch has ended; otherwise what the rule of the recipe gives. */
function bestIn(field: Field, epochs: readonly EpochResult[], each: number): RunHeader['best'] {
  const best = bestEpoch(epochs);
  if (best === null) {
    field.expect(field.value === null, 'null, for no epoch has ended');
    return null;
  }
  const [epoch, step] = field.list(2) as unknown as readonly [Field, Field];
  return { epoch: epoch.exactly(best), step: step.exactly(best * each) };
}

/** Where the run stands, each number against those that it follows from. */
function standingIn(header: Field, { trainingPictures, batchSize }: Hyperparameters) {
  const each = stepsPerEpoch(trainingPictures, batchSize);
  const pictures = validationCount(trainingPictures);
  const list = header.at('epochs');
  const epochs = list.list().map((epoch, index) => epochIn(epoch, index, pictures));
  list.expect(epochs.length <= recipe.epochs, `at most ${recipe.epochs} epochs`);
  const position = header.at('position').whole(0, trainingPictures);
  header
    .at('position')
    .expect(
      position === trainingPictures || position % batchSize === 0,
      `the start of a batch of ${batchSize}`,
    );
  return {
    epochs,
    position,
    step: header.at('step').exactly(epochs.length * each + stepsPerEpoch(position, batchSize)),
    partial: partialIn(header.at('partial'), position),
    best: bestIn(header.at('best'), epochs, each),
  };
}

/**
 * The run of a header.
 *
 * @throws a `Misfit` where it is another network's or another data set's; an `Error` naming the field, what was expected and what was
 * seen, where it is no header of a run.
 */
export function readHeader(text: string, network: Network, expected: DataIdentity): RunHeader {
  const header = new Field('run', JSON.parse(text));
  compareLayers(header.at('layers'), network);
  header.at('architecture').exactly(fingerprint(network));
  const data = dataIn(header.at('data'), expected);
  const hyperparameters = hyperparametersIn(header);
  const seed = header.at('seed').whole(0, mostSeed);
  const run = { data, hyperparameters, seed, ...standingIn(header, hyperparameters) };
  if (writeHeader(run, network) !== text)
    throw new Error('run: expected the fields of a run in their order and nothing else');
  return run;
}
