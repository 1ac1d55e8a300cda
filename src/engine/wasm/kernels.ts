/** The compiled kernels as TypeScript sees them, and the choice between the two builds. It computes nothing. */

type Address = number;

/** See the AssemblyScript sources for what each does; addresses are bytes into the memory. */
export interface Kernels {
  blockBytes(): number;
  freeFrom(): Address;
  loadPictures(block: Address, bytes: Address, count: number): void;
  drawMask(
    to: Address,
    length: number,
    threshold: number,
    seed: number,
    stream: number,
    step: number,
    quad: number,
  ): void;
  packPanels(kernel: Address, depth: number, filters: number, to: Address): void;
  packTiles(kernel: Address, channels: number, filters: number, to: Address): void;
  tilesBytes(inputs: number, filters: number): number;
  packFolded(
    kernel: Address,
    bias: Address,
    channels: number,
    filters: number,
    scale: Address,
    shift: Address,
    to: Address,
    biasTo: Address,
  ): void;
  packBack(kernel: Address, channels: number, filters: number, to: Address): void;
  packSpread(kernel: Address, channels: number, filters: number, to: Address): void;
  mapsForward(block: Address, first: number, end: number): void;
  poolForward(block: Address, first: number, end: number, scale: number): void;
  looked(block: Address, to: Address): void;
  kernelGradientB(
    block: Address,
    first: number,
    end: number,
    together: number,
    scale: number,
  ): void;
  normSums(block: Address, kernel: Address, to: Address): void;
  unfold(block: Address, scale: Address, shift: Address, to: Address): void;
  spreadGradient(block: Address, first: number, end: number, scale: number): void;
  kernelGradientA(block: Address, first: number, end: number, together: number): void;
  mapsBackward(block: Address, first: number, end: number): void;
  adam(
    weights: Address,
    gradient: Address,
    first: Address,
    second: Address,
    length: number,
    rate: number,
    keep1: number,
    take1: number,
    keep2: number,
    take2: number,
    correction: number,
    epsilon: number,
  ): void;
  addTo(to: Address, from: Address, length: number): void;
}

/** The two builds: with fused multiply-add, and without for browsers that lack relaxed SIMD. */
export type Build = 'relaxed' | 'simd';

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A module of one function that hands three vectors to one instruction of so many operands. */
const trial = (operands: number, ...instruction: number[]): Uint8Array<ArrayBuffer> => {
  const pushes = Array.from({ length: operands }, () => [0x20, 0]).flat();
  const body = [0, ...pushes, ...instruction, 0x0b];
  const type = [1, 6, 1, 0x60, 1, 0x7b, 1, 0x7b];
  return Uint8Array.of(
    ...header,
    ...type,
    3,
    2,
    1,
    0,
    10,
    body.length + 2,
    1,
    body.length,
    ...body,
  );
};

const addition = trial(2, 0xfd, 0xe4, 0x01);
const fusedMultiplyAdd = trial(3, 0xfd, 0x85, 0x02);

/** The build that this machine's WebAssembly takes; null where it has no SIMD. */
export function buildFor(validate: (bytes: Uint8Array<ArrayBuffer>) => boolean): Build | null {
  if (validate(fusedMultiplyAdd)) return 'relaxed';
  return validate(addition) ? 'simd' : null;
}

/** Kernels on a memory of their own. */
export interface Machine {
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
}

/** A fresh instance with one page of memory, which its user grows. */
export function machineOf(module: WebAssembly.Module): Machine {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { kernels: exports as unknown as Kernels, memory };
}
