/**
 * The two ends of the calls between a harness's page and its worker, and how arrays pass from a test into the page. Runs in
 * browsers; it knows no method by name.
 */

/** What each method of `C` is given and answers: a record of pairs. */
type Pairs<C> = { [M in keyof C]: readonly [argument: unknown, answer: unknown] };

/** Calls a method of the other side; rejects with its error's message. */
export type Call<C extends Pairs<C>> = <M extends keyof C & string>(
  method: M,
  argument: C[M][0],
) => Promise<C[M][1]>;

export type Methods<C extends Pairs<C>> = {
  readonly [M in keyof C]: (argument: C[M][0]) => C[M][1] | Promise<C[M][1]>;
};

interface Question {
  readonly ticket: number;
  readonly method: string;
  readonly argument: unknown;
}

type Reply = { readonly ticket: number } & (
  { readonly answer: unknown } | { readonly error: string }
);

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The page's end: calls into the worker. All that wait are rejected where the worker itself fails. */
export function callsInto<C extends Pairs<C>>(worker: Worker): Call<C> {
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
    waiting.clear();
  });
  return (method, argument) => {
    const ticket = ++last;
    const { promise, resolve, reject } = Promise.withResolvers<C[typeof method][1]>();
    // Only an answer to this very method comes back under this ticket.
    const settle = (answer: unknown) => resolve(answer as C[typeof method][1]);
    waiting.set(ticket, { resolve: settle, reject });
    worker.postMessage({ ticket, method, argument } satisfies Question);
    return promise;
  };
}

/** The worker's end: answers every call with what its method gives. */
export function answerCalls<C extends Pairs<C>>(methods: Methods<C>): void {
  addEventListener('message', async ({ data }: MessageEvent<Question>) => {
    const { ticket, method, argument } = data;
    try {
      const act = methods[method as keyof C] as (argument: unknown) => unknown;
      postMessage({ ticket, answer: await act(argument) } satisfies Reply);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      postMessage({ ticket, error: message } satisfies Reply);
    }
  });
}

export function toBase64(values: Uint8Array | Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

export const floatsOf = (base64: string): Float32Array => new Float32Array(bytesOf(base64).buffer);
