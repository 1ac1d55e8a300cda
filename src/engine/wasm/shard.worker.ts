/** A shard's thread: hands this worker's messages to the service. */
import { serveShard, type Order } from './shard-service.ts';

/** What a dedicated worker has of its global scope; the DOM's types describe a window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

const handle = serveShard((returned, transfer) => scope.postMessage(returned, transfer));
scope.onmessage = ({ data }) => handle(data);
