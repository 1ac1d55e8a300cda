/** The page of the parity tests: hands calls to the worker in which the engine runs, and knows nothing else. */
import type { Answer, Argument, Method } from './calls.ts';

export type Call = <M extends Method>(method: M, argument: Argument<M>) => Promise<Answer<M>>;

type Reply = { readonly ticket: number } & (
  { readonly answer: unknown } | { readonly error: string }
);

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, Waiting>();
let last = 0;

worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
  const promise = waiting.get(data.ticket);
  waiting.delete(data.ticket);
  if ('error' in data) promise?.reject(new Error(data.error));
  else promise?.resolve(data.answer);
});
worker.addEventListener('error', (event) => {
  for (const { reject } of waiting.values()) reject(new Error(`worker: ${event.message}`));
});

const call: Call = (method, argument) => {
  const ticket = ++last;
  const { promise, resolve, reject } = Promise.withResolvers<Answer<typeof method>>();
  // Only an answer to this very method comes back under this ticket.
  waiting.set(ticket, { resolve: (answer) => resolve(answer as Answer<typeof method>), reject });
  worker.postMessage({ ticket, method, argument });
  return promise;
};

Object.assign(globalThis, { parity: call });
