/** Shards in threads of Node, and the kernels read from the disk. For tests and benches in Node only. */
import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Network } from '../../core/network/spec.ts';
import type { Shard } from './job.ts';
import type { Build } from './kernels.ts';
import { LocalShard } from './local-shard.ts';
import { Part } from './part.ts';
import { planOf } from './plan.ts';
import { RemoteShard, type Thread } from './remote-shard.ts';
import { serveShard, type Order } from './shard-service.ts';
import { WasmEngine } from './wasm-engine.ts';

// This file is its own worker.
if (!isMainThread && parentPort && process.env.SHARD_THREAD) {
  const port = parentPort;
  const handle = serveShard((returned, transfer) =>
    port.postMessage(returned, transfer as ArrayBuffer[]),
  );
  port.on('message', (order: Order) => handle(order));
}

type NodeThread = Thread & { readonly worker: Worker };

export function nodeThread(): NodeThread {
  const worker = new Worker(new URL(import.meta.url), {
    env: { ...process.env, SHARD_THREAD: '1' },
  });
  worker.unref();
  return {
    worker,
    post: (order, transfer) => worker.postMessage(order, transfer as ArrayBuffer[]),
    listen(returned, failed) {
      worker.on('message', returned);
      worker.on('error', (error: Error) => failed(error.message));
      worker.on('exit', () => failed('its thread ended'));
    },
    end: () => void worker.terminate(),
  };
}

export const readKernels = (build: Build): WebAssembly.Module =>
  new WebAssembly.Module(readFileSync(new URL(`./kernels/${build}.wasm`, import.meta.url)));

export interface NodeEngineOptions {
  readonly build?: Build;
  /** Shards in this thread. */
  readonly parts?: number;
  /** Shards in threads of their own beside them. */
  readonly threads?: number;
  readonly onGone?: (reason: string) => void;
}

/** `own`: the engine's shard in this thread, to look into; `threads`: those of the others, to end. */
export interface NodeEngine {
  readonly engine: WasmEngine;
  readonly own: Part;
  readonly threads: readonly NodeThread[];
}

/** The engine as `openWasm` makes it in a browser. */
export async function openInNode(
  network: Network,
  { build = 'relaxed', parts = 1, threads: count = 0, onGone }: NodeEngineOptions = {},
): Promise<NodeEngine> {
  const module = readKernels(build);
  const plan = planOf(network);
  const own = new Part(module, plan);
  const lost = new AbortController();
  const gone = (reason: string): void => {
    lost.abort(new Error(reason));
    onGone?.(reason);
  };
  const here: Shard[] = Array.from(
    { length: parts - 1 },
    () => new LocalShard(new Part(module, plan)),
  );
  const threads = Array.from({ length: count }, nodeThread);
  const away = await Promise.all(
    threads.map((thread) => RemoteShard.open(thread, module, network, gone)),
  );
  const identity = { id: 'wasm', name: 'WebAssembly', software: false, device: build };
  const others = [...here, ...away];
  const engine = new WasmEngine(plan, { identity, module, own, others, lost: lost.signal });
  return { engine, own, threads };
}
