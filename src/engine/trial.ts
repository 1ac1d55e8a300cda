/** One candidate at its trial: opened, probed, timed where that is asked for, and disposed of if it fails. Compares nothing. */
import { network as article } from '../core/network/network.ts';
import type { TrainingEngine } from './engine.ts';
import { Unavailable, type Candidate } from './opening.ts';
import { probe } from './probe.ts';

export interface Terms {
  /** Whether graphics that are emulated on the processor will do. */
  readonly emulated: boolean;
  /** Called once if the device goes away after `kept`. */
  readonly onLost: (sentence: string) => void;
  /** Aborted when the trial has taken too long. */
  readonly limit?: AbortSignal | undefined;
  /** Aborted when nobody wants an engine any more: the trial rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the engine takes for a step. It may leave any state behind. */
  readonly time?: (engine: TrainingEngine) => Promise<number>;
}

/** An engine that computes rightly, open. Whoever has it takes it by `kept` or disposes of it. */
export interface Tried {
  readonly candidate: Candidate;
  readonly engine: TrainingEngine;
  /** As `time` found; null where it was not asked for. */
  readonly milliseconds: number | null;
  /** From now on a loss of the device is told. False if it is lost already. */
  readonly keep: () => boolean;
}

/** Why a candidate is not taken, as a clause that fits after "because". */
export interface Failure {
  readonly candidate: Candidate;
  readonly reason: string;
}

const lostAtTrial = 'it lost its device at a trial';

const clause = (error: unknown): string =>
  error instanceof Unavailable
    ? error.message
    : `it failed at a trial (${error instanceof Error ? error.message : String(error)})`;

/** One signal for two. By hand: browsers that train well have no `AbortSignal.any` yet. */
function either({ limit, signal }: Pick<Terms, 'limit' | 'signal'>) {
  const controller = new AbortController();
  const late = (): void => controller.abort(new Unavailable('it did not finish a trial in time'));
  const unwanted = (): void => controller.abort(signal?.reason);
  if (limit?.aborted) late();
  if (signal?.aborted) unwanted();
  limit?.addEventListener('abort', late);
  signal?.addEventListener('abort', unwanted);
  const release = (): void => {
    limit?.removeEventListener('abort', late);
    signal?.removeEventListener('abort', unwanted);
  };
  return { stop: controller.signal, release };
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it is aborted. */
function before<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Tries one candidate. Rejects only when `signal` is aborted; nothing stays open then, or where the candidate fails. */
export async function trial(candidate: Candidate, terms: Terms): Promise<Tried | Failure> {
  let told = false;
  let lost = false;
  const onLost = (sentence: string): void => {
    lost = true;
    if (told) terms.onLost(sentence);
  };
  const { stop, release } = either(terms);
  const { emulated } = terms;
  const opening = candidate.open({ network: article, onLost, emulated, signal: stop });
  try {
    const engine = await before(opening, stop);
    const verdict = await before(probe(engine), stop);
    if (!verdict.ok) throw new Unavailable(verdict.reason);
    const milliseconds = terms.time ? await before(terms.time(engine), stop) : null;
    if (lost) throw new Unavailable(lostAtTrial);
    return { candidate, engine, milliseconds, keep: () => (told = !lost) };
  } catch (error) {
    // Also where it opens only after it was given up.
    void opening.then((engine) => engine.dispose()).catch(() => undefined);
    terms.signal?.throwIfAborted();
    return { candidate, reason: lost ? lostAtTrial : clause(error) };
  } finally {
    release();
  }
}

/** Takes an engine for good: from now on a loss of its device is told. One whose device went away meanwhile has failed, and is closed. */
export function kept(tried: Tried | Failure): Tried | Failure {
  if ('reason' in tried || tried.keep()) return tried;
  tried.engine.dispose();
  return { candidate: tried.candidate, reason: lostAtTrial };
}
