/**
 * The convolutions of a training step done both ways: every call of a kernel that works by Winograd's tiles is made again, tap by
 * tap, on a copy of the memory as it was, and both are timed. It decides nothing about the engine.
 */
import { compileAssembly } from '../../scripts/kernels/compile.ts';
import type { Kernels } from '../../src/engine/wasm/kernels.ts';
import type { Part } from '../../src/engine/wasm/part.ts';
import type { Plan } from '../../src/engine/wasm/plan.ts';
import type { BlockRoom } from '../../src/engine/wasm/room.ts';
import { timed, type Timing } from './timing.ts';

/** `bench/assembly/direct.ts` as TypeScript sees it: as the engine's, with the panels' address after the block's. */
interface DirectKernels {
  freeFrom(): number;
  packPanels: Kernels['packPanels'];
  packFolded(kernel: number, channels: number, filters: number, scale: number, to: number): void;
  packBack: Kernels['packBack'];
  mapsForward(block: number, panels: number, first: number, end: number): void;
  poolForward(block: number, panels: number, first: number, end: number, scale: number): void;
  mapsBackward(block: number, panels: number, first: number, end: number): void;
  kernelGradientA: Kernels['kernelGradientA'];
}

/** A layer's pass, as a row of the table names it. */
const tiled = ['mapsForward', 'poolForward', 'mapsBackward', 'kernelGradientA'] as const;
type Tiled = (typeof tiled)[number];
const words: Readonly<Record<Tiled, readonly [string, string]>> = {
  mapsForward: ['a', 'forward'],
  poolForward: ['b', 'forward, with pooling'],
  mapsBackward: ['a', 'input gradient'],
  kernelGradientA: ['a', 'kernel gradient'],
};

/** `direct`: the step goes on from what the direct kernels made. `both`: they are timed, and the engine's own counts. */
type Way = 'engine' | 'direct' | 'both';

/** Milliseconds of each call, the two ways next to each other. */
export interface Times {
  readonly direct: Timing[];
  readonly winograd: Timing[];
}

const page = 65_536;

export class BothWays {
  way: Way = 'engine';
  /** By layer and pass, in the order of the step. */
  readonly times = new Map<string, Times>();
  readonly #space: Part['space'];
  readonly #plan: Plan;
  readonly #memory: WebAssembly.Memory;
  readonly #direct: DirectKernels;
  #turn = false;

  /** Puts itself between the part and its kernels. */
  static async between(part: Part): Promise<BothWays> {
    const source = new URL('../assembly/direct.ts', import.meta.url);
    const bytes = await compileAssembly(source, 'relaxed');
    return new BothWays(part, new WebAssembly.Module(new Uint8Array(bytes)));
  }

  private constructor({ space }: Part, module: WebAssembly.Module) {
    this.#space = space;
    this.#plan = space.plan;
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.#direct = exports as unknown as DirectKernels;
    const { kernels } = space;
    const [ours, theirs] = [this.#direct.freeFrom(), kernels.freeFrom()];
    if (ours > theirs)
      throw new Error(`experiment: expected constants below byte ${theirs}, got up to ${ours}`);
    const between: Record<keyof Kernels, unknown> = { ...kernels };
    for (const name of tiled)
      between[name] = (record: number, first: number, end: number, last: number): void =>
        this.#call(name, record, () => kernels[name](record, first, end, last), [first, end, last]);
    Object.defineProperty(space, 'kernels', { value: between });
  }

  #call(name: Tiled, record: number, own: () => void, rest: readonly number[]): void {
    const index = this.#space.room.blocks.findIndex((block) => block.record === record);
    const picture = index === 0 && name !== 'poolForward';
    if (this.way === 'engine' || picture) return own();
    this.#mirror();
    const direct = this.#directCall(name, index, rest as [number, number, number]);
    if (this.way === 'direct') {
      direct();
      return this.#mirrorBack();
    }
    const times = this.#timesOf(name, index);
    // Neither is always the first.
    this.#turn = !this.#turn;
    if (this.#turn) times.direct.push(timed(direct));
    times.winograd.push(timed(own));
    if (!this.#turn) times.direct.push(timed(direct));
  }

  #timesOf(name: Tiled, index: number): Times {
    const [letter, pass] = words[name];
    const key = `conv${index + 1}${letter}, ${pass}`;
    const known = this.times.get(key) ?? { direct: [], winograd: [] };
    this.times.set(key, known);
    return known;
  }

  /** The call on the copy. Packing is done before: it is a thousandth of the step either way. */
  #directCall(name: Tiled, index: number, [first, end, last]: [number, number, number]) {
    const room = this.#space.room.blocks[index]!;
    const { record } = room;
    const direct = this.#direct;
    if (name === 'kernelGradientA') return () => direct.kernelGradientA(record, first, end, last);
    const panels = this.#space.pages * page;
    this.#pack(name, index, room, panels);
    if (name === 'poolForward') return () => direct.poolForward(record, panels, first, end, last);
    return () => direct[name](record, panels, first, end);
  }

  #pack(name: Exclude<Tiled, 'kernelGradientA'>, index: number, room: BlockRoom, to: number): void {
    const { kernelA, kernelB } = this.#plan.blocks[index]!;
    const { inputs, filters } = room;
    const a = this.#space.weightAt(kernelA);
    if (name === 'mapsForward') this.#direct.packPanels(a, 9 * inputs, filters, to);
    else if (name === 'mapsBackward') this.#direct.packBack(a, inputs, filters, to);
    else {
      const b = this.#space.weightAt(kernelB);
      this.#direct.packFolded(b, filters, filters, room.scale, to);
    }
  }

  /** All but the kernels' own constants, and room for panels behind. */
  #mirror(): void {
    const from = this.#space.kernels.freeFrom();
    const length = this.#space.pages * page - from;
    const largest = Math.max(...this.#plan.blocks.map(({ filters }) => 36 * filters * filters));
    const missing =
      Math.ceil((from + length + largest) / page) - this.#memory.buffer.byteLength / page;
    if (missing > 0) this.#memory.grow(missing);
    new Uint8Array(this.#memory.buffer).set(this.#space.octets(from, length), from);
  }

  #mirrorBack(): void {
    const from = this.#space.kernels.freeFrom();
    const length = this.#space.pages * page - from;
    this.#space.octets(from, length).set(new Uint8Array(this.#memory.buffer, from, length));
  }
}
