/**
 * One shard's computing: its part of a batch, forward and backward, on a workspace of its own. It knows nothing of other
 * shards; sums over the whole batch come in with the jobs. Everything is synchronous.
 */
import { denseBackward } from '../../core/math/dense.ts';
import { crossEntropy } from '../../core/math/softmax.ts';
import { evaluation } from '../../core/network/way.ts';
import type { Answer, Job } from './job.ts';
import type { BlockPlan, Plan } from './plan.ts';
import { statisticsOf, Workspace, type Statistics } from './workspace.ts';

type Begin = Extract<Job, { type: 'begin' }>;
type Looking = Extract<Job, { type: 'answer' }>;

/** A new one each time, for another thread may be given its buffer. */
const nothing = (): Float64Array => new Float64Array();

/** What dropout multiplies the values with that it keeps. */
const scaleOf = ({ rate }: BlockPlan, dropout: boolean): number => (dropout ? 1 / (1 - rate) : 1);

export class Part {
  readonly #plan: Plan;
  readonly #space: Workspace;
  /** The part of the batch that is under way. */
  #batch: Begin | null = null;
  /** By block: what batch norm normalised with. */
  #statistics: Statistics[] = [];

  constructor(module: WebAssembly.Module, plan: Plan) {
    this.#plan = plan;
    this.#space = new Workspace(module, plan);
  }

  get pages(): number {
    return this.#space.pages;
  }
  /** Memory and kernels, for looking at what a pass left there. */
  get space(): Workspace {
    return this.#space;
  }

  run(job: Job): Answer {
    switch (job.type) {
      case 'weights':
        this.#space.setWeights(job.weights);
        return nothing();
      case 'begin':
        return this.#begin(job);
      case 'forward':
        return this.#forward(job.block, job);
      case 'backward':
        return this.#backward(job.block, job.sums);
      case 'gradient':
        return this.#space.floats(this.#space.room.gradient, this.#plan.layout.trainable).slice();
      case 'answer':
        return this.#answer(job);
    }
  }

  /** Logits of a pass that nothing is learnt from. */
  #answer({ pixels, way: { statistics, draw } = evaluation }: Looking): Float64Array {
    const { kernels } = this.#space;
    const count = this.#space.load(pixels, false);
    this.#plan.blocks.forEach((block, index) => {
      const { record } = this.#space.room.blocks[index]!;
      const sums = this.#summedMaps(index, count);
      const { height, width } = block.input;
      this.#space.fold(
        index,
        statistics === 'batch'
          ? statisticsOf(sums, count * height * width)
          : {
              mean: this.#space.weight(block.movingMean),
              variance: this.#space.weight(block.movingVariance),
            },
      );
      this.#space.mask(index, count, draw);
      kernels.poolForward(record, 0, count, scaleOf(block, draw !== null));
    });
    return this.#space.logits(count);
  }

  #underWay(): Begin {
    if (!this.#batch) throw new Error('shard: expected a batch under way, got none');
    return this.#batch;
  }

  #begin(batch: Begin): Float64Array {
    this.#batch = batch;
    this.#statistics = [];
    const count = this.#space.load(batch.pixels, true);
    this.#space.floats(this.#space.room.gradient, this.#plan.layout.trainable).fill(0);
    this.#plan.blocks.forEach((_, index) =>
      this.#space.mask(index, count, batch.dropout ? batch : null),
    );
    return this.#maps(0);
  }

  /** Convolution a of a block over the first `count` pictures, and its sums: by channel, then of the squares. */
  #summedMaps(index: number, count: number): Float64Array {
    const { record, sums, filters } = this.#space.room.blocks[index]!;
    this.#space.doubles(sums, 2 * filters).fill(0);
    this.#space.kernels.mapsForward(record, 0, count);
    return this.#space.doubles(sums, 2 * filters).slice();
  }

  #maps(index: number): Float64Array {
    return this.#summedMaps(index, this.#underWay().labels.length);
  }

  #forward(index: number, { mean, variance }: Statistics): Float64Array {
    const { labels, dropout } = this.#underWay();
    const scale = scaleOf(this.#plan.blocks[index]!, dropout);
    this.#statistics[index] = { mean, variance };
    this.#space.fold(index, { mean, variance });
    const { record } = this.#space.room.blocks[index]!;
    this.#space.kernels.poolForward(record, 0, labels.length, scale);
    return index + 1 < this.#plan.blocks.length ? this.#maps(index + 1) : this.#turn();
  }

  /** Loss and its gradient, back through the dense layer and into the last block. */
  #turn(): Float64Array {
    const { labels, total } = this.#underWay();
    const { dense: last, features, units, blocks } = this.#plan;
    const { room } = this.#space;
    const count = labels.length;
    const found = crossEntropy(this.#space.logits(count), labels, units);
    // The gradient of this part's mean becomes that of the whole batch's.
    const toLogits = found.gradient.map((value) => (value * count) / total);
    const input = new Float64Array(this.#space.floats(room.features, count * features));
    const back = denseBackward(input, this.#space.weight(last.kernel), toLogits, units);
    this.#space.floats(room.featuresGradient, count * features).set(back.input);
    this.#space.gradient(last.kernel).set(back.kernel);
    this.#space.gradient(last.bias).set(back.bias);
    const sums = this.#turnBlock(blocks.length - 1);
    return Float64Array.of(found.loss * count, found.correct, ...sums);
  }

  /** Convolution b's gradients, and the sums that batch norm's way back needs of the whole batch. */
  #turnBlock(index: number): Float64Array {
    const { labels, dropout } = this.#underWay();
    const { kernels } = this.#space;
    const block = this.#plan.blocks[index]!;
    const room = this.#space.room.blocks[index]!;
    const { filters, kernelB } = block;
    this.#space.floats(room.rawB, 9 * filters * filters).fill(0);
    kernels.kernelGradientB(room.record, 0, labels.length, room.listed, scaleOf(block, dropout));
    kernels.normSums(room.record, this.#space.weightAt(kernelB), room.sums);
    // `fold` left batch norm's scale and shift there.
    kernels.unfold(room.record, room.scale, room.shift, this.#space.gradientAt(kernelB));
    const sums = this.#space.doubles(room.sums, 2 * filters).slice();
    this.#learnNorm(index, sums);
    return sums;
  }

  /** This part's share of the gradients of gamma and beta. */
  #learnNorm(index: number, sums: Float64Array): void {
    const { gamma, beta, filters, epsilon } = this.#plan.blocks[index]!;
    const { mean, variance } = this.#statistics[index]!;
    const toGamma = this.#space.gradient(gamma);
    const toBeta = this.#space.gradient(beta);
    for (let c = 0; c < filters; c++) {
      const inverse = 1 / Math.sqrt(variance[c]! + epsilon);
      toBeta[c] = sums[c]!;
      toGamma[c] = inverse * (sums[filters + c]! - mean[c]! * sums[c]!);
    }
  }

  #backward(index: number, sums: Float64Array): Float64Array {
    const { labels, dropout } = this.#underWay();
    const { kernels } = this.#space;
    const { record, summed } = this.#space.room.blocks[index]!;
    const count = labels.length;
    this.#prepareWayBack(index, sums);
    kernels.spreadGradient(record, 0, count, scaleOf(this.#plan.blocks[index]!, dropout));
    kernels.kernelGradientA(record, 0, count, summed);
    if (index === 0) return nothing();
    kernels.mapsBackward(record, 0, count);
    return this.#turnBlock(index - 1);
  }

  /**
   * Batch norm's way back, gamma / sqrt(variance + epsilon) * (g - mean(g) - x^ * mean(g * x^)) with x^ = (a - mean) /
   * sqrt(variance + epsilon), as g * affine0 + a * affine1 + affine2. `sums` are those of g and of g * a over the whole batch.
   */
  #prepareWayBack(index: number, sums: Float64Array): void {
    const { input, gamma, filters, epsilon } = this.#plan.blocks[index]!;
    const { mean, variance } = this.#statistics[index]!;
    const cells = this.#underWay().total * input.height * input.width;
    const affine = this.#space.floats(this.#space.room.blocks[index]!.affine, 3 * filters);
    const gammas = this.#space.weight(gamma);
    for (let c = 0; c < filters; c++) {
      const inverse = 1 / Math.sqrt(variance[c]! + epsilon);
      const scale = gammas[c]! * inverse;
      const product = inverse * (sums[filters + c]! - mean[c]! * sums[c]!);
      affine[c] = scale;
      affine[filters + c] = (-scale * inverse * product) / cells;
      affine[2 * filters + c] = (scale * (mean[c]! * inverse * product - sums[c]!)) / cells;
    }
  }
}
