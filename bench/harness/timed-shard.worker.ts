/** A shard's thread as the engine's own, that also says when it worked, on the clock that all threads of a page share. */
import { serveShard, type Order, type Return } from '../../src/engine/wasm/shard-service.ts';
import { commonNow } from './clock.ts';
import type { Interval } from './intervals.ts';

/** A return, with the time spent on it. */
export type TimedReturn = Return & { readonly worked: Interval };

interface WorkerScope {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

let from = 0;
const handle = serveShard((returned, transfer) => {
  const worked = { from, until: commonNow() };
  scope.postMessage({ ...returned, worked } satisfies TimedReturn, transfer);
});
scope.onmessage = ({ data }) => {
  from = commonNow();
  handle(data);
};
