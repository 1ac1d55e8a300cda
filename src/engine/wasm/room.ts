/**
 * Who lies where in a shard's memory: an arena that only grows, the regions of each block, and the record that the kernels
 * read of it. Addresses only; nothing is computed.
 */
import { volumeOf } from '../../core/network/shapes.ts';
import type { Machine } from './kernels.ts';
import type { BlockPlan, Plan } from './plan.ts';

const page = 65_536;
const align = (address: number): number => Math.ceil(address / 64) * 64;

/** Hands out a memory's addresses one after another; `commit` makes the memory large enough for them. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  #next: number;

  constructor({ memory, kernels }: Machine) {
    this.#memory = memory;
    this.#next = align(kernels.freeFrom());
  }

  take(bytes: number): number {
    const address = this.#next;
    this.#next = align(address + bytes);
    return address;
  }
  floats(count: number): number {
    // A vector's width more: loads may reach a little past the end.
    return this.take(4 * count + 64);
  }
  commit(): void {
    const missing = Math.ceil(this.#next / page) - this.#memory.buffer.byteLength / page;
    if (missing > 0) this.#memory.grow(missing);
  }
}

/** The fields of the kernels' `Block`, in its order. */
const fields = [
  'height',
  'width',
  'inputs',
  'filters',
  'pooledHeight',
  'pooledWidth',
  'input',
  'inputImage',
  'maps',
  'mapsImage',
  'output',
  'outputRow',
  'outputImage',
  'mask',
  'gradient',
  'inputGradient',
  'panelsA',
  'biasA',
  'panelsB',
  'biasB',
  'panelsBack',
  'spread',
  'sums',
  'affine',
  'kernelA',
  'gradientBiasA',
  'rawB',
  'gradientBiasB',
  'list',
  'marks',
  'tiles',
] as const;
type Field = (typeof fields)[number];

/** One block's addresses: the kernels' record, and what only this side needs. */
export interface BlockRoom extends Readonly<Record<Field, number>> {
  /** Of the record itself. */
  readonly record: number;
  /** Batch norm as one product and one sum, floats by channel. */
  readonly scale: number;
  readonly shift: number;
  /** Pictures whose winners share a list, and pictures whose products share a sum in registers. */
  readonly listed: number;
  readonly summed: number;
}

export interface Room {
  /** Pictures that there is room for. */
  readonly pictures: number;
  /** Flat, as the layout has it; the gradient is as long as the trainable part. */
  readonly weights: number;
  readonly gradient: number;
  readonly bytes: number;
  /** Float32: `features` for each picture, and the gradient of them. */
  readonly features: number;
  readonly featuresGradient: number;
  readonly blocks: readonly BlockRoom[];
  /** The largest map before pooling, for looking at. */
  readonly look: number;
}

/**
 * Bytes from one picture to the next. Six pictures are read at once at the same place; a distance near a multiple of 4,096
 * would put all six into the same few lines of the first cache.
 */
const imageBytes = (values: number): number => Math.ceil((4 * values) / 4096) * 4096 + 704;

/** Enough winners for a list to be worth its stores, few enough for their patches to stay in the second cache. */
const listed = (cells: number): number => Math.min(16, Math.max(1, Math.floor(144 / cells)));
/** About a thousand products to a float, so that rounding stays small, and as many as that so that adding up is cheap. */
const summed = (cells: number): number => Math.max(1, Math.round(1024 / cells));

function placeBlock(arena: Arena, plan: BlockPlan, pictures: number, last: boolean) {
  const { input, filters, pooled } = plan;
  const { height, width, channels } = input;
  const cells = height * width;
  const pooledValues = volumeOf(pooled);
  const inputImage = imageBytes((height + 2) * (width + 2) * channels);
  const mapsImage = imageBytes(cells * filters);
  const together = listed(pooled.height * pooled.width);
  const marks = Math.max(filters, 2 * pooled.height * (2 * pooled.width + 1));
  const kernelB = 9 * filters * filters;
  // Sixteen where nine were: see the kernels' `winograd.ts`.
  const panels = 16 * filters;
  return {
    height,
    width,
    inputs: channels,
    filters,
    pooledHeight: pooled.height,
    pooledWidth: pooled.width,
    input: arena.take(pictures * inputImage + 64),
    inputImage,
    maps: arena.take(pictures * mapsImage + 64),
    mapsImage,
    mask: arena.take(pictures * pooledValues + 64),
    gradient: last ? 0 : arena.floats(pictures * pooledValues),
    panelsA: arena.floats(panels * channels),
    panelsB: arena.floats(panels * filters),
    biasB: arena.floats(filters),
    panelsBack: arena.floats(panels * channels),
    spread: arena.floats(kernelB),
    sums: arena.take(16 * filters),
    affine: arena.floats(3 * filters),
    scale: arena.floats(filters),
    shift: arena.floats(filters),
    rawB: arena.floats(kernelB),
    list: arena.take(8 * pooledValues * together),
    marks: arena.take(4 * marks),
    listed: together,
    summed: summed(cells),
  };
}

/** Where a block's output goes: into the next one's border, or, behind the last, to the dense layer. */
function placeOutput(own: Placed, next: Placed | undefined, features: number) {
  const row = 4 * own.filters * own.pooledWidth;
  if (!next) return { output: features, outputRow: row, outputImage: row * own.pooledHeight };
  const pixel = 4 * own.filters;
  const outputRow = row + 2 * pixel;
  return { output: next.input + outputRow + pixel, outputRow, outputImage: next.inputImage };
}
type Placed = ReturnType<typeof placeBlock>;

/** Room for `pictures` pictures, zeros everywhere but in the weights, if those lay there before; the records are written. */
export function furnish(machine: Machine, plan: Plan, pictures: number): Room {
  const { memory, kernels } = machine;
  if (kernels.blockBytes() !== 4 * fields.length)
    throw new Error(
      `kernels: expected a block of ${4 * fields.length} bytes, got ${kernels.blockBytes()}`,
    );
  const arena = new Arena(machine);
  const weights = arena.floats(plan.layout.total);
  const gradient = arena.floats(plan.layout.trainable);
  const bytes = arena.take(pictures * plan.bytes);
  const features = arena.floats(pictures * plan.features);
  const featuresGradient = arena.floats(pictures * plan.features);
  const records = plan.blocks.map(() => arena.take(4 * fields.length));
  const placed = plan.blocks.map((block, index) =>
    placeBlock(arena, block, pictures, index === plan.blocks.length - 1),
  );
  const most = Math.max(
    ...plan.blocks.map(({ input, filters }) => input.height * input.width * filters),
  );
  const look = arena.floats(most);
  const tiles = arena.take(
    Math.max(
      ...plan.blocks.map(({ input, filters }) => kernels.tilesBytes(input.channels, filters)),
    ) + 64,
  );
  arena.commit();
  new Uint8Array(memory.buffer, gradient).fill(0);
  const blocks = placed.map((own, index) => {
    const { kernelA, biasA, biasB } = plan.blocks[index]!;
    const room = {
      ...own,
      ...placeOutput(own, placed[index + 1], features),
      gradient: own.gradient || featuresGradient,
      inputGradient: placed[index - 1]?.gradient ?? 0,
      tiles,
      biasA: weights + 4 * biasA.offset,
      kernelA: gradient + 4 * kernelA.offset,
      gradientBiasA: gradient + 4 * biasA.offset,
      gradientBiasB: gradient + 4 * biasB.offset,
      record: records[index]!,
    };
    new Uint32Array(memory.buffer, room.record, fields.length).set(
      fields.map((field) => room[field]),
    );
    return room;
  });
  return { pictures, weights, gradient, bytes, features, featuresGradient, blocks, look };
}
