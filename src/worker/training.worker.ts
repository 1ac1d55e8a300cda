/**
 * The training worker's shell: gives the host this thread's globals. TensorFlow.js comes in by the dynamic import below, when
 * training is first asked for, and not before.
 */
import { createHost } from './host.ts';
import { acquireLock } from './lock.ts';
import type { Command, Report } from './protocol.ts';

/** What a dedicated worker has of its global scope; the DOM's types describe a window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Command>) => void) | null;
  postMessage(report: Report, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

/** A message to oneself: it comes after those that wait, in a hidden tab too, and without a timer's least delay. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });

const hexadecimal = (hash: ArrayBuffer): string =>
  Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Without https there is no `crypto.subtle`, whatever its type says. */
const subtle = crypto.subtle as SubtleCrypto | undefined;

/** For the one small step at which each backend is tried: seconds on emulated graphics, minutes only where it hangs. */
const trialMilliseconds = 60_000;

const host = createHost({
  post: (report, transfer) => scope.postMessage(report, transfer),
  openEngine: async (preference, options) =>
    (await import('../engine/choose.ts')).openEngine(preference, {
      ...options,
      deadline: () => AbortSignal.timeout(trialMilliseconds),
    }),
  fetch: (url, init) => fetch(url, init),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  now: () => performance.now(),
  breathe,
  lock: (steal, onStolen) => acquireLock(navigator.locks, steal, onStolen),
  ...(subtle
    ? { digest: async (bytes) => hexadecimal(await subtle.digest('SHA-256', bytes)) }
    : {}),
});

scope.onmessage = ({ data }) => host.handle(data);
