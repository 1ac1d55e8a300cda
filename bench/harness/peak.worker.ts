/** A thread that runs the loop of `bench/assembly/peak.ts` and says how fast. */
import { answerCalls } from '../../scripts/harness/calls.ts';
import type { PeakCalls } from './calls.ts';

interface Loop {
  roundOperations(): number;
  run(rounds: number, factor: number, term: number): number;
}

/** About half a millisecond at a time: a function is compiled well only between two calls. */
const rounds = 250;
const warmingUpSeconds = 0.3;

let loop: Loop | null = null;

function run(seconds: number): number {
  if (!loop) throw new Error('peak: expected an open loop, got none');
  const from = performance.now();
  let done = 0;
  let now = from;
  for (; now - from < seconds * 1000; now = performance.now()) {
    const sum = loop.run(rounds, 0.999, 0.001);
    if (!(Math.abs(sum - 48) < 0.01)) throw new Error(`peak: expected a sum of 48, got ${sum}`);
    done += rounds;
  }
  return (done * loop.roundOperations()) / ((now - from) / 1000);
}

answerCalls<PeakCalls>({
  open: async (bytes) => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
    loop = instance.exports as unknown as Loop;
    run(warmingUpSeconds);
    return null;
  },
  run,
});
