/**
 * The training worker's shell: gives the host this thread's globals. TensorFlow.js comes in by the dynamic import below, when
 * training is first asked for, and not before.
 */
import { createHost } from './host.ts';
import { acquireLock } from './lock.ts';
import type { Command, Report } from './protocol.ts';
import { breathe, digest, wait } from './thread.ts';

/** What a dedicated worker has of its global scope; the DOM's types describe a window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Command>) => void) | null;
  postMessage(report: Report, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

/** For the steps at which a backend is tried: seconds on emulated graphics, minutes only where it hangs. */
const trialMilliseconds = 60_000;
/** Where an engine that works is there already: longer than it takes to compile shaders on any graphics that could win. */
const rivalMilliseconds = 15_000;

const host = createHost({
  post: (report, transfer) => scope.postMessage(report, transfer),
  openEngine: async (preference, options) =>
    (await import('../engine/choose.ts')).openEngine(preference, {
      ...options,
      now: () => performance.now(),
      place: [import.meta.url, navigator.userAgent, navigator.hardwareConcurrency].join('; '),
      deadline: (rival) => AbortSignal.timeout(rival ? rivalMilliseconds : trialMilliseconds),
    }),
  fetch: (url, init) => fetch(url, init),
  wait,
  now: () => performance.now(),
  breathe,
  lock: (steal, onStolen) => acquireLock(navigator.locks, steal, onStolen),
  ...(digest ? { digest } : {}),
});

scope.onmessage = ({ data }) => host.handle(data);
