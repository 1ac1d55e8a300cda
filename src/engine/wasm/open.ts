/**
 * Opens the engine on WebAssembly in a worker of a page: fetches the build that this browser takes and starts a thread for each
 * further processor core. It needs no headers and no shared memory.
 */
import type { Opening } from '../opening.ts';
import { loadKernels } from './module.ts';
import { Part } from './part.ts';
import { planOf } from './plan.ts';
import { RemoteShard, type Thread } from './remote-shard.ts';
import type { Return } from './shard-service.ts';
import { WasmEngine } from './wasm-engine.ts';

/** More shards than this gain little on a batch of 128, and each holds a copy of the weights. */
const mostShards = 8;

/** One for each core but the page's own; a machine of two cores has none to spare. */
export const shardsFor = (cores: number): number =>
  Math.min(Math.max(cores - 1, Math.min(cores, 2)), mostShards);

/** A worker of this worker. */
function thread(): Thread {
  const worker = new Worker(new URL('./shard.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen(returned, failed) {
      worker.onmessage = ({ data }: MessageEvent<Return>) => returned(data);
      worker.onerror = (event) => failed(event.message || 'its thread could not be started');
      worker.onmessageerror = () => failed('a message to its thread could not be read');
    },
    end: () => worker.terminate(),
  };
}

/** Settles as the opening does; rejects, and closes what still opens, once the signal is aborted. */
function unlessAborted(opening: Promise<RemoteShard>, signal: AbortSignal | undefined) {
  if (!signal) return opening;
  return new Promise<RemoteShard>((resolve, reject) => {
    const giveUp = (): void => {
      void opening.then((shard) => shard.close()).catch(() => undefined);
      reject(signal.reason as Error);
    };
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    opening.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** As many further shards as can be had; a browser that starts no worker from a worker gives none. */
async function openOthers(
  module: WebAssembly.Module,
  { network, signal }: Opening,
  count: number,
  onGone: (reason: string) => void,
): Promise<RemoteShard[]> {
  const openings = Array.from({ length: count }, async () =>
    unlessAborted(RemoteShard.open(thread(), module, network, onGone), signal),
  );
  const settled = await Promise.allSettled(openings);
  const shards = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (!signal?.aborted) return shards;
  for (const shard of shards) shard.close();
  throw signal.reason;
}

/** `shards`: threads that compute, this one among them; as many as the machine has to spare, unless told. */
export async function openWasm(
  opening: Opening,
  shards = shardsFor(navigator.hardwareConcurrency || 1),
): Promise<WasmEngine> {
  const { network, onLost, signal } = opening;
  const plan = planOf(network);
  const { build, module } = await loadKernels(signal);
  const lost = new AbortController();
  const others = await openOthers(module, opening, shards - 1, (reason) => {
    if (lost.signal.aborted) return;
    const sentence = `A thread of the training engine stopped (${reason}); the run is safe up to its last checkpoint, and Train goes on from there.`;
    lost.abort(new Error(sentence));
    onLost(sentence);
  });
  const threads = others.length + 1;
  const name = `WebAssembly on ${threads} ${threads === 1 ? 'processor core' : 'processor cores'}`;
  const device = build === 'relaxed' ? 'vectors with fused multiply-add' : 'vectors';
  const identity = { id: 'wasm', name, software: false, device };
  const own = new Part(module, plan);
  return new WasmEngine(plan, { identity, module, own, others, lost: lost.signal });
}
