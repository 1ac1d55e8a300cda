/**
 * Opens the engine that a run gets: the first of the candidates that is there and passes the probe. Imports no engine until it
 * tries it, so that the worker starts small.
 */
import { network as article } from '../core/network/network.ts';
import type { BackendName, TrainingEngine } from './engine.ts';
import { softwareIn, Unavailable, type Candidate } from './opening.ts';
import { probe } from './probe.ts';

export type Preference = BackendName | 'auto';

/**
 * In the order in which they are tried; the last one is there everywhere. The own kernels come before TensorFlow.js on WebGL: two
 * processor cores take more than a thousand pictures a second, WebGL some hundreds on a good graphics card. Emulated graphics
 * compute on the processor too, hundreds of times slower than the kernels made for it.
 */
export const candidates: readonly Candidate[] = [
  {
    backend: 'webgpu',
    name: 'WebGPU',
    emulated: false,
    open: async (opening) => (await import('./tfjs/webgpu.ts')).openWebgpu(opening),
  },
  {
    backend: 'wasm',
    name: 'WebAssembly',
    emulated: true,
    open: async (opening) => (await import('./wasm/open.ts')).openWasm(opening),
  },
  {
    backend: 'webgl',
    name: 'WebGL',
    emulated: false,
    open: async (opening) => (await import('./tfjs/webgl.ts')).openWebgl(opening),
  },
  {
    backend: 'cpu',
    name: 'Plain JavaScript',
    emulated: true,
    open: async (opening) => (await import('./tfjs/cpu.ts')).openCpu(opening),
  },
];

export interface Rejection {
  readonly backend: BackendName;
  /** A clause that fits after "because". */
  readonly reason: string;
}

export interface Opened {
  readonly engine: TrainingEngine;
  /** Why this engine, in one sentence for readers. */
  readonly reason: string;
  /** Those tried before it, in the order of trial. */
  readonly rejected: readonly Rejection[];
}

export interface OpenOptions {
  /** As in `Opening`, but not told of a loss during a trial. */
  readonly onLost: (sentence: string) => void;
  /** A new signal for each trial; a candidate still at its trial when it is aborted is given up. Default: no limit. */
  readonly deadline?: () => AbortSignal;
  /** For tests. */
  readonly among?: readonly Candidate[];
}

/**
 * The preferred engine if it works here, else the first that does. Rejects only if none does, which takes a processor that
 * computes wrongly; the message then lists what each one failed on.
 */
export async function openEngine(preference: Preference, options: OpenOptions): Promise<Opened> {
  const { among = candidates } = options;
  const wanted = among.filter(({ backend }) => backend === preference);
  const rejected: Rejection[] = [];
  for (const candidate of [...wanted, ...among.filter((other) => !wanted.includes(other))]) {
    const emulated = candidate.emulated || wanted.includes(candidate);
    const tried = await trial(candidate, emulated, options);
    if ('engine' in tried) {
      const reason = sentence(candidate, tried.engine, wanted[0], rejected);
      return { engine: tried.engine, reason, rejected };
    }
    rejected.push({ backend: candidate.backend, reason: tried.reason });
  }
  const faults = rejected.map(({ backend, reason }) => `not ${backend}, because ${reason}`);
  throw new Error(faults.join('; '));
}

/** Opens and probes one candidate; one that fails is disposed of, and the reason kept. */
async function trial(
  { open }: Candidate,
  emulated: boolean,
  { onLost, deadline }: OpenOptions,
): Promise<{ readonly engine: TrainingEngine } | { readonly reason: string }> {
  let offered = false;
  let lost = false;
  const hear = (sentence: string) => {
    lost = true;
    if (offered) onLost(sentence);
  };
  const limit = deadline?.();
  const opening = open({ network: article, onLost: hear, emulated, signal: limit });
  try {
    const engine = await before(opening, limit);
    const verdict = await before(probe(engine), limit);
    if (!verdict.ok) throw new Unavailable(verdict.reason);
    offered = !lost;
    if (offered) return { engine };
    throw new Unavailable('');
  } catch (error) {
    // Also where it opens only after it was given up.
    void opening.then((engine) => engine.dispose()).catch(() => undefined);
    return { reason: lost ? 'it lost its device at a trial' : clause(error) };
  }
}

const clause = (error: unknown): string =>
  error instanceof Unavailable
    ? error.message
    : `it failed at a trial (${error instanceof Error ? error.message : String(error)})`;

/** Settles as `work` does, or rejects when the signal is aborted. */
function before<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Unavailable('it did not finish a trial in time'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Why this one, for a reader who may have wished for another. */
function sentence(
  { name, backend }: Candidate,
  { identity }: TrainingEngine,
  wanted: Candidate | undefined,
  rejected: readonly Rejection[],
): string {
  const pace = 'expect a few pictures a second';
  const software = `it runs on software graphics (${softwareIn(identity.device) ?? 'unnamed'}), so ${pace}`;
  const note = identity.software ? `; ${software}` : backend === 'cpu' ? `; ${pace}` : '';
  if (rejected.length === 0)
    return `${name}, ${wanted ? 'as you chose' : 'the fastest that this browser offers'}${note}.`;
  const because = rejected.map(({ reason }) => reason).join(', and ');
  return `${name}${wanted ? ` instead of ${wanted.name}` : ''}, because ${because}${note}.`;
}
