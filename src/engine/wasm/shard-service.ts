/** The far end of a shard in another thread: does the jobs that arrive, in their order. The thread's own globals are arguments. */
import type { Network } from '../../core/network/spec.ts';
import type { Answer, Job } from './job.ts';
import { Part } from './part.ts';
import { planOf } from './plan.ts';

/** What goes to a shard: first what it needs to work at all, then jobs. */
export type Order =
  | { readonly open: { readonly module: WebAssembly.Module; readonly network: Network } }
  | { readonly job: Job };

/** What comes back, one for each order, in the same order. */
export type Return =
  { readonly answer: Answer; readonly pages: number } | { readonly fault: string };

/** A handler of orders; `post` takes each return with the buffers that it gives away. */
export function serveShard(
  post: (returned: Return, transfer: Transferable[]) => void,
): (order: Order) => void {
  let part: Part | null = null;
  const carryOut = (order: Order): Answer => {
    if ('open' in order) {
      part = new Part(order.open.module, planOf(order.open.network));
      return new Float64Array();
    }
    if (!part) throw new Error('shard: expected to be opened before its first job');
    return part.run(order.job);
  };
  return (order) => {
    try {
      const answer = carryOut(order);
      post({ answer, pages: part?.pages ?? 0 }, [answer.buffer as ArrayBuffer]);
    } catch (error) {
      post({ fault: error instanceof Error ? error.message : String(error) }, []);
    }
  };
}
