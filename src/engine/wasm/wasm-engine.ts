/**
 * The training engine on WebAssembly: cuts each batch into parts, one a shard, and adds their sums up between the pieces of a
 * step, so that the result is the whole batch's whatever the number of shards. Shards compute; nothing is computed here but
 * statistics and, on the optimiser's memory, Adam.
 */
import { crossEntropy, softmax } from '../../core/math/softmax.ts';
import type { Volume } from '../../core/math/volume.ts';
import type {
  EngineIdentity,
  EngineState,
  Evaluation,
  LabelledPictures,
  StepOptions,
  StepResult,
  TrainingEngine,
} from '../engine.ts';
import type { Answer, Job, Shard } from './job.ts';
import { LocalShard } from './local-shard.ts';
import { look } from './look.ts';
import { Optimiser } from './optimiser.ts';
import type { Part } from './part.ts';
import type { Plan } from './plan.ts';
import { cut, type Span } from './span.ts';
import { statisticsOf, type Statistics } from './workspace.ts';

export interface WasmDevice {
  readonly identity: EngineIdentity;
  readonly module: WebAssembly.Module;
  /** The shard in this thread; what is looked at passes through it. */
  readonly own: Part;
  /** Shards beside the one in this thread. The engine closes them. */
  readonly others: readonly Shard[];
  /** Aborted, with an error for readers, when a shard is gone. */
  readonly lost: AbortSignal;
}

/** Pictures that a shard evaluates at a time: a multiple of the tile's six; a signal is heard between two such chunks. */
const chunk = 60;

const add = (parts: readonly Answer[]): Float64Array =>
  parts
    .slice(1)
    .reduce<Float64Array>(
      (sum, part) => sum.map((value, i) => value + part[i]!),
      Float64Array.from(parts[0]!),
    );

export class WasmEngine implements TrainingEngine {
  readonly identity: EngineIdentity;
  readonly #plan: Plan;
  readonly #device: WasmDevice;
  readonly #shards: readonly Shard[];
  readonly #optimiser: Optimiser;
  #seed = 0;
  #restored = false;
  #closed = false;
  /** The shards have the optimiser's weights. */
  #told = false;

  constructor(plan: Plan, device: WasmDevice) {
    this.identity = device.identity;
    this.#plan = plan;
    this.#device = device;
    this.#shards = [new LocalShard(device.own), ...device.others];
    this.#optimiser = new Optimiser(device.module, plan);
  }

  async restore(state: EngineState, seed: number): Promise<void> {
    this.#expectOpen();
    this.#optimiser.restore(state);
    this.#seed = seed;
    this.#restored = true;
    this.#told = false;
  }

  async state(): Promise<EngineState> {
    this.#expectRun();
    return this.#optimiser.state();
  }

  async step(batch: LabelledPictures, options: StepOptions): Promise<StepResult> {
    this.#expectRun();
    const total = this.#count(batch);
    await this.#tell();
    const spans = cut(total, this.#shards.length);
    const { blocks } = this.#plan;
    const statistics: Statistics[] = [];
    let sums = await this.#begin(batch, spans, options.dropout ?? true);
    for (const [block, { input }] of blocks.entries()) {
      const found = statisticsOf(sums, total * input.height * input.width);
      statistics.push(found);
      sums = await this.#each(spans, () => ({ type: 'forward', block, ...found }));
    }
    const [loss, correct] = sums as unknown as [number, number];
    sums = sums.subarray(2);
    for (let block = blocks.length - 1; block >= 0; block--)
      sums = await this.#each(spans, () => ({ type: 'backward', block, sums }));
    const gradients = await this.#all(spans, () => ({ type: 'gradient' }));
    this.#optimiser.move(gradients as Float32Array[], statistics, options.learningRate);
    this.#told = false;
    return { loss: loss / total, correct };
  }

  async evaluate(pictures: LabelledPictures, signal?: AbortSignal): Promise<Evaluation> {
    this.#expectRun();
    const count = this.#count(pictures);
    await this.#tell();
    const { units } = this.#plan;
    const logits = new Float64Array(count * units);
    const together = chunk * this.#shards.length;
    for (let from = 0; from < count; from += together) {
      signal?.throwIfAborted();
      const spans = cut(Math.min(together, count - from), this.#shards.length);
      const parts = await this.#all(spans, (span) => ({
        type: 'answer',
        pixels: this.#pixels(pictures, { ...span, first: from + span.first }),
      }));
      parts.forEach((part, index) => logits.set(part, (from + spans[index]!.first) * units));
    }
    const { loss, correct } = crossEntropy(logits, pictures.labels, units);
    const probabilities = Float32Array.from(softmax(logits, units));
    return { loss, accuracy: correct / count, probabilities };
  }

  async forward(picture: Uint8Array): Promise<ReadonlyMap<string, Volume>> {
    this.#expectRun();
    this.#count({ pixels: picture, labels: new Uint8Array(1) });
    await this.#tell();
    return look(this.#device.own, picture);
  }

  /** Pages of memory and shards: both grow with the first large batch, and then no more. */
  handles(): number {
    const pages = this.#shards.reduce((sum, shard) => sum + shard.pages, 0);
    return pages + this.#optimiser.pages + this.#shards.length;
  }

  dispose(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const shard of this.#shards) shard.close();
  }

  /** Hands the newest weights to the shards. */
  async #tell(): Promise<void> {
    if (this.#told) return;
    const { weights } = this.#optimiser;
    await Promise.all(
      this.#shards.map((shard, index) =>
        // Another thread takes the array over, so each gets its own; the one here copies out of the optimiser's memory.
        shard.run({ type: 'weights', weights: index === 0 ? weights : weights.slice() }),
      ),
    );
    this.#told = true;
  }

  async #begin(batch: LabelledPictures, spans: readonly Span[], dropout: boolean) {
    const { step } = this.#optimiser;
    const total = batch.labels.length;
    return this.#each(spans, (span) => ({
      type: 'begin',
      pixels: this.#pixels(batch, span),
      labels: batch.labels.slice(span.first, span.first + span.count),
      first: span.first,
      total,
      seed: this.#seed,
      step,
      dropout,
    }));
  }

  /** Copies: the caller keeps its own, and another thread takes this one over. */
  #pixels({ pixels }: LabelledPictures, { first, count }: Span): Uint8Array {
    const { bytes } = this.#plan;
    return pixels.slice(first * bytes, (first + count) * bytes);
  }

  async #each(spans: readonly Span[], job: (span: Span) => Job): Promise<Float64Array> {
    return add(await this.#all(spans, job));
  }

  /** One job for each span, the other threads' first, for this thread's own shard keeps it busy. */
  async #all(spans: readonly Span[], job: (span: Span) => Job): Promise<readonly Answer[]> {
    const others = spans.slice(1).map((span, index) => this.#shards[index + 1]!.run(job(span)));
    const own = this.#shards[0]!.run(job(spans[0]!));
    return Promise.all([own, ...others]);
  }

  #expectOpen(): void {
    if (this.#closed) throw new Error('engine: expected to be open, but it was disposed of');
    this.#device.lost.throwIfAborted();
  }

  #expectRun(): void {
    this.#expectOpen();
    if (!this.#restored) throw new Error('engine: expected a restored state, got none');
  }

  /** Pictures of a set whose two arrays agree. */
  #count({ pixels, labels }: LabelledPictures): number {
    if (labels.length === 0) throw new Error('pictures: expected at least 1, got 0');
    const expected = labels.length * this.#plan.bytes;
    if (pixels.length !== expected)
      throw new Error(
        `pictures: expected ${expected} bytes for a count of ${labels.length}, got ${pixels.length}`,
      );
    return labels.length;
  }
}
