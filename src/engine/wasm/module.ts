/** Fetches and compiles the build of the kernels that this browser takes. It starts nothing. */
import { Unavailable } from '../opening.ts';
import { buildFor, type Build } from './kernels.ts';

/** Literal addresses, so that the bundler finds the files. */
const addressOf = (build: Build): URL =>
  build === 'relaxed'
    ? new URL('./kernels/relaxed.wasm', import.meta.url)
    : new URL('./kernels/simd.wasm', import.meta.url);

export interface Kernelware {
  readonly build: Build;
  readonly module: WebAssembly.Module;
}

/** Rejects with `Unavailable` where there is no SIMD or no file, with the signal's reason where nobody waits any more. */
export async function loadKernels(signal?: AbortSignal): Promise<Kernelware> {
  const build = buildFor((bytes) => WebAssembly.validate(bytes));
  if (!build) throw new Unavailable('this browser has no WebAssembly with vectors (SIMD)');
  try {
    const response = await fetch(addressOf(build), signal ? { signal } : {});
    if (!response.ok) throw new Error(`answer ${response.status}`);
    return { build, module: await WebAssembly.compile(await response.arrayBuffer()) };
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`its WebAssembly could not be loaded (${reason})`, { cause: error });
  }
}
