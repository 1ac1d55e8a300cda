/** Who is measured, and who cannot be, with the reason. */
import { createRequire } from 'node:module';
import { shardsFor } from '../src/engine/wasm/open.ts';
import type { Variant } from './options.ts';
import { absentRow, type Contender, type Row } from './rows.ts';

const backends = ['webgl', 'webgpu', 'cpu'] as const;

const own = (workers: number): Contender => ({
  engine: 'Three Blocks',
  variant: 'own',
  backend: 'wasm',
  workers,
});

const tfjs = (variant: 'lean' | 'stock', backend: string): Contender => ({
  engine: 'TensorFlow.js',
  variant,
  backend,
  workers: 1,
});

/** The kernels on one thread, on two, and on as many as a reader's page would take of this machine's cores. */
const ownOn = (cores: number): Contender[] =>
  [...new Set([1, 2, shardsFor(cores)])].map((workers) => own(workers));

/** Those that can run in a browser, of these variants; `webgpu`: the browser has an adapter. */
export function contenders(
  only: readonly Variant[],
  cores: number,
  webgpu: boolean,
): readonly Contender[] {
  const offered = backends.filter((backend) => backend !== 'webgpu' || webgpu);
  return [
    ...(only.includes('own') ? ownOn(cores) : []),
    ...(['lean', 'stock'] as const)
      .filter((variant) => only.includes(variant))
      .flatMap((variant) => offered.map((backend) => tfjs(variant, backend))),
  ];
}

function installed(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

const wasm = '@tensorflow/tfjs-backend-wasm';

/** Rows for those that cannot. */
export function absentees(only: readonly Variant[], webgpu: boolean): readonly Row[] {
  const none = 'not run: this browser offers no WebGPU adapter';
  const noAdapter = (['lean', 'stock'] as const)
    .filter((variant) => !webgpu && only.includes(variant))
    .map((variant) => absentRow(tfjs(variant, 'webgpu'), none));
  if (!only.includes('stock')) return noAdapter;
  const stock = (engine: string, backend: string, reason: string): Row =>
    absentRow({ engine, variant: 'stock', backend, workers: 1 }, reason);
  return [
    ...noAdapter,
    stock(
      'TensorFlow.js',
      'wasm',
      `cannot train: ${wasm} registers no kernel Conv2DBackpropFilter${installed(wasm) ? '' : '; it is not installed here'}`,
    ),
    stock('ConvNetJS', 'cpu', 'cannot express the network: it has no batch normalisation'),
    stock(
      'jax-js',
      'webgpu, wasm',
      'not run: no dependency of this project; the network would have to be written anew in its operations',
    ),
  ];
}
