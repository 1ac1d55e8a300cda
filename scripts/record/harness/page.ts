/** The recorder's page: starts a worker for each order and hands its words to the program that drives the browser. */
import type { Order, Word } from './orders.ts';

/** What the page offers to the program: `begin` starts a worker for one order; its words come back by `deliver`. */
export interface RecorderPage {
  begin(order: Order): void;
  deliver(word: Word): Promise<void>;
}

const page = globalThis as unknown as RecorderPage;

page.begin = (order: Order): void => {
  const worker = new Worker(new URL('./recorder.worker.ts', import.meta.url), { type: 'module' });
  const end = (word: Word): void => {
    worker.terminate();
    void page.deliver(word);
  };
  worker.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.type === 'trained' || data.type === 'evaluated' || data.type === 'failed') end(data);
    else void page.deliver(data);
  };
  worker.onerror = (event) => end({ type: 'failed', reason: event.message });
  worker.postMessage(order);
};
