/**
 * The recorder's worker: opens the site's own engine on WebAssembly, has the site's own trainer drive it, and tells what each epoch
 * gave. It chooses nothing and writes nothing.
 */
import { floatsOf, toBase64 } from '../../harness/calls.ts';
import type { DataManifest } from '../../../src/core/dataset/catalog.ts';
import { initialWeights } from '../../../src/core/network/initial.ts';
import { layout } from '../../../src/core/network/layout.ts';
import { network } from '../../../src/core/network/network.ts';
import { frameOf } from '../../../src/core/network/recorded-run.ts';
import { recipe } from '../../../src/core/network/recipe.ts';
import {
  startState,
  type LabelledPictures,
  type TrainingEngine,
} from '../../../src/engine/engine.ts';
import { createSource, type Source } from '../../../src/engine/source.ts';
import { openTrainer, startCheckpoint, type Trainer } from '../../../src/engine/trainer.ts';
import { createValidation } from '../../../src/engine/validation.ts';
import { openWasm } from '../../../src/engine/wasm/open.ts';
import type { Order, SetName, Word } from './orders.ts';

const say = (word: Word): void => postMessage(word);

async function sourceOf(set: SetName): Promise<Source> {
  const base = new URL(`./${set}/`, location.origin).href;
  const answer = await fetch(`${base}manifest.json`);
  const manifest = (await answer.json()) as DataManifest;
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  return createSource({ manifest, base, fetch: (url, init) => fetch(url, init), wait });
}

const whole = (source: Source, split: 'training' | 'validation'): Promise<LabelledPictures> =>
  source.load(split, source.count(split));

const lost = new AbortController();
const open = (): Promise<TrainingEngine> =>
  openWasm({ network, emulated: false, onLost: (sentence) => lost.abort(new Error(sentence)) });

/** What is read back between steps, and the numbers of the steps. */
class Recording {
  readonly loss: number[] = [];
  readonly accuracy: number[] = [];
  readonly frames: Float32Array[] = [];
  readonly #engine: TrainingEngine;
  readonly #film: Extract<Order, { type: 'train' }>['film'];

  constructor(engine: TrainingEngine, film: Extract<Order, { type: 'train' }>['film']) {
    this.#engine = engine;
    this.#film = film;
  }

  /** Before the first step and after each: takes a frame when one is due. */
  async look(step: number): Promise<void> {
    if (step % this.#film.every !== 0) return;
    const { weights } = await this.#engine.state();
    this.frames.push(frameOf(weights, this.#film.layer).slice());
  }

  get film(): Float32Array {
    const length = this.frames[0]!.length;
    const all = new Float32Array(this.frames.length * length);
    this.frames.forEach((frame, index) => all.set(frame, index * length));
    return all;
  }
}

/** One piece of the run. True where the run goes on. */
async function piece(trainer: Trainer, recording: Recording, epochs: number): Promise<boolean> {
  lost.signal.throwIfAborted();
  const advance = await trainer.advance();
  if (advance.type === 'diverged')
    throw new Error(`recorder: expected a loss that is a number, got ${advance.result.loss}`);
  if (advance.type === 'step') {
    recording.loss.push(advance.result.loss);
    recording.accuracy.push(advance.result.accuracy);
    await recording.look(trainer.step);
  }
  if (advance.type !== 'epoch') return true;
  const { result, ended } = advance;
  const { weights, step } = trainer.kept;
  say({ type: 'weights', epoch: result.epoch, step, weights: toBase64(weights) });
  say({ type: 'epoch', result, ended });
  return ended === null && result.epoch < epochs;
}

async function train({ set, seed, epochs, film }: Extract<Order, { type: 'train' }>) {
  const source = await sourceOf(set);
  const data = {
    training: await whole(source, 'training'),
    validation: await whole(source, 'validation'),
  };
  const engine = await open();
  say({ type: 'opened', engine: engine.identity.name });
  const weights = initialWeights(layout, seed);
  const trainer = await openTrainer({
    engine,
    data,
    hyperparameters: recipe.hyperparameters,
    checkpoint: startCheckpoint(seed, weights, layout.trainable),
    now: () => performance.now(),
  });
  say({ type: 'weights', epoch: 0, step: 0, weights: toBase64(weights) });
  const recording = new Recording(engine, film);
  await recording.look(0);
  while (await piece(trainer, recording, epochs));
  const { loss, accuracy } = recording;
  say({ type: 'trained', steps: { loss, accuracy }, film: toBase64(recording.film) });
}

async function evaluate({ set, weights }: Extract<Order, { type: 'evaluate' }>) {
  const pictures = await whole(await sourceOf(set), 'validation');
  const engine = await open();
  const flat = floatsOf(weights);
  await engine.restore(startState(flat, layout.trainable), 0);
  const validation = createValidation(engine, pictures);
  while (validation.done < validation.total) await validation.advance();
  const { loss, accuracy, confusion } = validation;
  say({ type: 'evaluated', answering: { loss, accuracy, confusion } });
}

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  try {
    await (data.type === 'train' ? train(data) : evaluate(data));
  } catch (error) {
    say({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
