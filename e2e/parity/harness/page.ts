/** The page of the parity tests: hands calls to the worker in which the engine runs, and knows nothing else. */
import { callsInto, type Call } from '../../../scripts/harness/calls.ts';
import type { Calls } from './calls.ts';

export type ParityCall = Call<Calls>;

const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });

Object.assign(globalThis, { parity: callsInto<Calls>(worker) });
