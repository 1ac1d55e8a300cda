/**
 * Makes a kept run ready for the site: tries its files as the site will read them, asks its best weights about the other set, and
 * writes files and manifest. It chooses nothing.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { fingerprint } from '../../src/core/network/fingerprint.ts';
import {
  decodeFilm,
  decodeWeights,
  frameOf,
  parseRun,
  type RecordedRun,
} from '../../src/core/network/recorded-run.ts';
import { recipe } from '../../src/core/network/recipe.ts';
import { bestEpoch } from '../../src/core/network/stopping.ts';
import type { PreparedSet } from './data.ts';
import type { Shipment } from './diary.ts';
import type { SetName } from './harness/orders.ts';
import { keptFile, round, type WholeRun } from './kept-run.ts';
import { manifestOf } from './manifest.ts';
import type { Recorder } from './recorder.ts';

/** Rounding to 16 bits may turn the answer to a few pictures, and no more than this share of them. */
const tolerance = 0.005;

interface Files {
  readonly weights: readonly Uint8Array[];
  readonly film: Uint8Array;
}

async function filesOf(cache: string, run: WholeRun): Promise<Files> {
  const weights = [];
  for (const entry of run.weights) weights.push(await keptFile(cache, run, entry));
  return { weights, film: await keptFile(cache, run, run.film) };
}

/** Throws unless the film shows, at the end of each epoch that it has a frame of, what that epoch's weights hold. */
function expectFilm(run: WholeRun, weights: readonly Float32Array[], film: Uint8Array): void {
  const frames = decodeFilm(film, run.film);
  for (const { epoch, step } of run.weights) {
    if (step % run.film.every !== 0) continue;
    const frame = frames[step / run.film.every]!;
    const wanted = frameOf(weights[epoch]!, run.film.layer);
    if (frame.some((value, i) => value !== wanted[i]))
      throw new Error(`film: expected at step ${step} the weights of epoch ${epoch}, got others`);
  }
}

/** Logged accuracies beside those of the weights as they ship. Throws where they are further apart than rounding explains. */
async function checked(
  recorder: Recorder,
  run: WholeRun,
  weights: readonly Float32Array[],
): Promise<Shipment['check']> {
  const check = [];
  for (const { epoch, validationAccuracy: logged } of run.epochs) {
    const { accuracy } = await recorder.evaluate(run.set, weights[epoch]!);
    if (Math.abs(accuracy - logged) > tolerance)
      throw new Error(
        `weights of epoch ${epoch}: expected a validation accuracy within ${tolerance} of ${logged}, got ${accuracy}`,
      );
    check.push({ logged, shipped: round(accuracy, 6) });
  }
  return check;
}

async function transferOf(
  recorder: Recorder,
  other: SetName,
  { manifest }: PreparedSet,
  weights: Float32Array,
): Promise<RecordedRun['transfer']> {
  const { accuracy, loss, confusion } = await recorder.evaluate(other, weights);
  return {
    data: { id: manifest.source, name: manifest.name },
    accuracy: round(accuracy, 6),
    loss: round(loss, 6),
    confusion,
  };
}

function recorded(run: WholeRun, transfer: RecordedRun['transfer']): RecordedRun {
  const { data, seed, engine, epochs, steps, weights, film, made } = run;
  return {
    architecture: fingerprint(network),
    parameters: layout.total,
    data,
    recipe: { ...recipe.hyperparameters, epochs: run.most, patience: recipe.patience },
    seed,
    engine,
    stepsPerEpoch: weights[1]!.step,
    epochs,
    steps,
    best: bestEpoch(epochs)!,
    weights,
    film,
    transfer,
    made,
  };
}

/** Old files go first, their manifest before all, and the new manifest comes last: a folder with a manifest is whole. */
async function write(folder: string, run: WholeRun, files: Files, manifest: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await rm(join(folder, 'manifest.json'), { force: true });
  for (const name of await readdir(folder)) if (name.endsWith('.f16')) await rm(join(folder, name));
  for (const entry of run.weights)
    await writeFile(join(folder, entry.file), files.weights[entry.epoch]!);
  await writeFile(join(folder, run.film.file), files.film);
  await writeFile(join(folder, 'manifest.json'), manifest);
}

export interface ShipOptions {
  readonly recorder: Recorder;
  readonly cache: string;
  readonly run: WholeRun;
  /** The set that it was not trained on. */
  readonly other: SetName;
  readonly otherSet: PreparedSet;
  /** Where the files go. */
  readonly folder: string;
}

/** Throws before anything is written where a file does not hold what was logged. */
export async function ship(options: ShipOptions): Promise<Shipment> {
  const { recorder, cache, run, other, otherSet, folder } = options;
  const files = await filesOf(cache, run);
  const weights = files.weights.map((bytes) => decodeWeights(bytes, layout));
  expectFilm(run, weights, files.film);
  const check = await checked(recorder, run, weights);
  const best = bestEpoch(run.epochs)!;
  const transfer = await transferOf(recorder, other, otherSet, weights[best]!);
  const manifest = `${JSON.stringify(manifestOf(recorded(run, transfer)))}\n`;
  parseRun(JSON.parse(manifest));
  await write(folder, run, files, manifest);
  return { seed: run.seed, transfer, check };
}
