/**
 * A memory with weights and pictures in it, ready for the kernels: room, packed weights, masks. It knows the order of no pass;
 * `part.ts` does.
 */
import { dense } from '../../core/math/dense.ts';
import { streams, substream } from '../../core/math/random.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import type { Draw } from '../../core/network/way.ts';
import { machineOf, type Kernels, type Machine } from './kernels.ts';
import type { BlockPlan, Place, Plan } from './plan.ts';
import { furnish, type Room } from './room.ts';

/** What batch norm normalises with, by channel. */
export interface Statistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Mean and biased variance from the sums over `cells` values a channel, and the sums of their squares. */
export function statisticsOf(sums: Float64Array, cells: number): Statistics {
  const channels = sums.length / 2;
  const mean = sums.slice(0, channels).map((sum) => sum / cells);
  // A variance that rounding made negative is 0; one that is no number stays none.
  const variance = mean.map((value, c) => {
    const found = sums[channels + c]! / cells - value * value;
    return found < 0 ? 0 : found;
  });
  return { mean, variance };
}

/** Rooms grow by whole tiles of six pictures. */
const roomFor = (pictures: number): number => Math.ceil(pictures / 6) * 6;

export class Workspace {
  readonly plan: Plan;
  readonly kernels: Kernels;
  readonly #machine: Machine;
  #room: Room;
  /** What was packed of the weights as they are. */
  #packed = { forward: false, backward: false };

  constructor(module: WebAssembly.Module, plan: Plan) {
    this.plan = plan;
    this.#machine = machineOf(module);
    this.kernels = this.#machine.kernels;
    this.#room = furnish(this.#machine, plan, roomFor(1));
  }

  get room(): Room {
    return this.#room;
  }
  get pages(): number {
    return this.#machine.memory.buffer.byteLength / 65_536;
  }

  /** Views of the memory: good until it grows. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#machine.memory.buffer, address, length);
  }
  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.#machine.memory.buffer, address, length);
  }
  octets(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#machine.memory.buffer, address, length);
  }
  weightAt(place: Place): number {
    return this.#room.weights + 4 * place.offset;
  }
  gradientAt(place: Place): number {
    return this.#room.gradient + 4 * place.offset;
  }
  weight(place: Place): Float64Array {
    return new Float64Array(this.floats(this.weightAt(place), place.length));
  }
  gradient(place: Place): Float32Array {
    return this.floats(this.gradientAt(place), place.length);
  }

  setWeights(weights: Float32Array): void {
    this.#packed = { forward: false, backward: false };
    this.floats(this.#room.weights, this.plan.layout.total).set(weights);
  }

  /** Pictures into the first block, weights into panels; for the way back too where `backward`. Returns how many pictures. */
  load(pixels: Uint8Array, backward: boolean): number {
    const count = pixels.length / this.plan.bytes;
    if (count > this.#room.pictures) {
      this.#room = furnish(this.#machine, this.plan, roomFor(count));
      this.#packed = { forward: false, backward: false };
    }
    if (!this.#packed.forward) this.#packForward();
    if (backward && !this.#packed.backward) this.#packBackward();
    this.octets(this.#room.bytes, pixels.length).set(pixels);
    this.kernels.loadPictures(this.#room.blocks[0]!.record, this.#room.bytes, count);
    return count;
  }

  #packForward(): void {
    this.plan.blocks.forEach(({ kernelA, input, filters }, index) => {
      const { panelsA } = this.#room.blocks[index]!;
      if (index > 0)
        this.kernels.packTiles(this.weightAt(kernelA), input.channels, filters, panelsA);
      else this.kernels.packPanels(this.weightAt(kernelA), 9 * input.channels, filters, panelsA);
    });
    this.#packed.forward = true;
  }

  #packBackward(): void {
    this.plan.blocks.forEach(({ kernelA, kernelB, input, filters }, index) => {
      const { panelsBack, spread } = this.#room.blocks[index]!;
      this.kernels.packSpread(this.weightAt(kernelB), filters, filters, spread);
      if (index > 0)
        this.kernels.packBack(this.weightAt(kernelA), input.channels, filters, panelsBack);
    });
    this.#packed.backward = true;
  }

  /** Batch norm with these statistics into convolution b: a * scale + shift, scale = gamma / sqrt(variance + epsilon). */
  fold(index: number, { mean, variance }: Statistics): void {
    const { gamma, beta, kernelB, biasB, filters, epsilon } = this.plan.blocks[index]!;
    const room = this.#room.blocks[index]!;
    const scale = this.floats(room.scale, filters);
    const shift = this.floats(room.shift, filters);
    const [gammas, betas] = [this.weight(gamma), this.weight(beta)];
    for (let c = 0; c < filters; c++) {
      const by = gammas[c]! / Math.sqrt(variance[c]! + epsilon);
      scale[c] = by;
      shift[c] = betas[c]! - mean[c]! * by;
    }
    const [kernel, bias] = [this.weightAt(kernelB), this.weightAt(biasB)];
    const { panelsB } = room;
    this.kernels.packFolded(
      kernel,
      bias,
      filters,
      filters,
      room.scale,
      room.shift,
      panelsB,
      room.biasB,
    );
  }

  /** What dropout keeps of block `index` in `count` pictures; everything where there is no draw. */
  mask(index: number, count: number, draw: Draw | null): void {
    const block: BlockPlan = this.plan.blocks[index]!;
    const { mask } = this.#room.blocks[index]!;
    const values = volumeOf(block.pooled);
    if (!draw) return void this.octets(mask, count * values).fill(1);
    const { seed, step, first } = draw;
    const threshold = Math.ceil(block.rate * 0x1000000);
    const stream = substream(streams.dropout, block.ordinal);
    const quad = (first * values) / 4;
    this.kernels.drawMask(mask, count * values, threshold, seed, stream, step, quad);
  }

  /** The dense layer's logits for what lies behind the last block. */
  logits(count: number): Float64Array {
    const { dense: last, features } = this.plan;
    const input = new Float64Array(this.floats(this.#room.features, count * features));
    return dense(input, this.weight(last.kernel), this.weight(last.bias));
  }
}
