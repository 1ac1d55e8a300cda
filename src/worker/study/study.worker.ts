/** The study worker's shell: gives the desk this thread's globals. */
import { loadKernels } from '../../engine/wasm/module.ts';
import { viewerOf } from '../../engine/wasm/viewer.ts';
import { breathe, digest, wait } from '../thread.ts';
import { createDesk } from './desk.ts';
import type { Order, Return } from './studies.ts';

/** What a dedicated worker has of its global scope; the DOM's types describe a window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(returned: Return, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

const desk = createDesk({
  post: (returned, transfer) => scope.postMessage(returned, transfer),
  fetch: (url, init) => fetch(url, init),
  wait,
  now: () => performance.now(),
  breathe,
  openViewer: async () => viewerOf((await loadKernels()).module),
  ...(digest ? { digest } : {}),
});

scope.onmessage = ({ data }) => desk.handle(data);
