/**
 * The bench's page: opens a worker for what is to be measured, passes the pictures on, and watches its own main thread meanwhile,
 * as the page of a reader would feel it. It draws nothing.
 */
import { bytesOf, callsInto, type Call, type Methods } from '../../scripts/harness/calls.ts';
import type { LabelledPictures } from '../../src/engine/engine.ts';
import type { ContenderCalls, InsightCalls, PageCalls, PeakCalls } from './calls.ts';

let pictures: LabelledPictures | null = null;
function given(): LabelledPictures {
  if (!pictures) throw new Error('bench: expected pictures before a contender, got none');
  return pictures;
}

/** The browser reports tasks of more than 50 ms on the main thread. */
let longTasks = 0;
const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length));
observer.observe({ type: 'longtask' });

let worker: Worker | null = null;
let call: Call<ContenderCalls> | null = null;

/** A worker for one call, ended with its answer. */
async function once<A>(ask: (call: Call<InsightCalls>) => Promise<A>): Promise<A> {
  const own = new Worker(new URL('./insight.worker.ts', import.meta.url), { type: 'module' });
  return ask(callsInto<InsightCalls>(own)).finally(() => own.terminate());
}

async function peak({ loop, workers, seconds }: PageCalls['peak'][0]): Promise<number> {
  const all = Array.from(
    { length: workers },
    () => new Worker(new URL('./peak.worker.ts', import.meta.url), { type: 'module' }),
  );
  const calls = all.map((each) => callsInto<PeakCalls>(each));
  await Promise.all(calls.map((into) => into('open', bytesOf(loop))));
  const rates = await Promise.all(calls.map((into) => into('run', seconds)));
  for (const each of all) each.terminate();
  return rates.reduce((sum, rate) => sum + rate, 0) / 1e9;
}

const methods: Methods<PageCalls> = {
  pictures: ({ pixels, labels }) => {
    pictures = { pixels: bytesOf(pixels), labels: bytesOf(labels) };
    return null;
  },
  open: async (candidate) => {
    longTasks = 0;
    const from = performance.now();
    worker = new Worker(new URL('./contender.worker.ts', import.meta.url), { type: 'module' });
    call = callsInto<ContenderCalls>(worker);
    const device = await call('open', { candidate, pictures: given() });
    await call('steps', 1);
    return { device, firstStep: (performance.now() - from) / 1000 };
  },
  steps: (count) => {
    if (!call) throw new Error('bench: expected an open contender, got none');
    return call('steps', count);
  },
  close: async () => {
    // A turn of the loop for the last entries to be delivered in.
    await new Promise((resolve) => setTimeout(resolve, 100));
    worker?.terminate();
    worker = call = null;
    return longTasks;
  },
  kernels: (steps) => once((into) => into('kernels', { steps, pictures: given() })),
  waits: (steps) => once((into) => into('waits', { steps, pictures: given() })),
  peak,
};

Object.assign(globalThis, { bench: methods });
