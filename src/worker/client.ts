/**
 * The page's end of the training worker: makes it, hands over commands and reports, and notices when it does not start,
 * dies or falls silent. It keeps no run and knows no modes; what a fault means for the reader is the session's to say.
 */
import type { Command, Report } from './protocol.ts';

/** What the client needs of a `Worker`. */
export interface WorkerPort {
  postMessage(message: Command): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Report>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface Fault {
  /** start: it never said that it was ready · death: it failed while at work · silence: it says nothing any more. */
  readonly kind: 'start' | 'death' | 'silence';
  /** For diagnostics, not for readers: the browser's own words, or the seconds waited. */
  readonly detail: string;
}

export interface ClientOptions {
  readonly onReport: (report: Report) => void;
  /** Called once for each worker lost, after it was put away. */
  readonly onFault: (fault: Fault) => void;
  /** Seconds of silence that are still in order now; null where nothing is awaited. */
  readonly patience: () => number | null;
  readonly spawn?: () => WorkerPort;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /** Calls `tick` about every `milliseconds`; returns what ends it. */
  readonly every?: (milliseconds: number, tick: () => void) => () => void;
}

export interface Client {
  readonly open: boolean;
  /** Makes the worker where there is none. False where it could not even be made; the fault has then been told. */
  send(command: Command): boolean;
  close(): void;
}

/** Seconds from the worker's birth to its first word. */
const handshakeSeconds = 5;
const tickMilliseconds = 1000;

const spawnWorker = (): WorkerPort =>
  new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });

const everyInterval = (milliseconds: number, tick: () => void): (() => void) => {
  const timer = setInterval(tick, milliseconds);
  return () => clearInterval(timer);
};

/** One worker's life, from birth to `end`. */
interface Life {
  readonly port: WorkerPort;
  readonly end: () => void;
}

/**
 * Counts silence in ticks of this page, and each tick for at most two: a laptop's sleep, a frozen tab or a busy page makes
 * one long gap between two ticks, which says nothing of the worker. Pings are sent one at a time, for a worker in
 * the middle of a synchronous step answers none, and they would pile up.
 */
function watch(
  options: ClientOptions,
  now: () => number,
  ping: () => void,
  lose: (kind: Fault['kind'], detail: string) => void,
): { heard(): void; tick(): void } {
  let ready = false;
  let silent = 0;
  let pinged = false;
  let last = now();
  return {
    heard() {
      ready = true;
      silent = 0;
      pinged = false;
    },
    tick() {
      const time = now();
      silent += Math.min(time - last, 2 * tickMilliseconds) / 1000;
      last = time;
      if (!ready) {
        if (silent > handshakeSeconds) lose('start', `no word within ${handshakeSeconds} s`);
        return;
      }
      const patience = options.patience();
      if (patience === null) silent = 0;
      else if (silent > patience) lose('silence', `no word for ${Math.round(silent)} s`);
      else if (!pinged && silent > 0) {
        pinged = true;
        ping();
      }
    },
  };
}

/** A client without a worker: the first `send` makes one. */
export function createClient(options: ClientOptions): Client {
  const { spawn = spawnWorker, now = () => performance.now(), every = everyInterval } = options;
  let life: Life | null = null;
  let ticket = 0;

  function born(): Life {
    const port = spawn();
    let ready = false;
    const lose = (kind: Fault['kind'], detail: string): void => {
      if (life?.port !== port) return;
      close();
      options.onFault({ kind, detail });
    };
    const guard = watch(options, now, () => port.postMessage({ type: 'ping', ticket }), lose);
    port.onmessage = ({ data }) => {
      if (life?.port !== port) return;
      ready = true;
      guard.heard();
      options.onReport(data);
    };
    port.onerror = (event) => lose(ready ? 'death' : 'start', event.message || 'script error');
    port.onmessageerror = () => lose('death', 'a message could not be read');
    return { port, end: every(tickMilliseconds, guard.tick) };
  }

  function close(): void {
    if (!life) return;
    const { port, end } = life;
    life = null;
    end();
    port.onmessage = port.onerror = port.onmessageerror = null;
    port.terminate();
  }

  return {
    get open() {
      return life !== null;
    },
    send(command) {
      try {
        life ??= born();
      } catch (error) {
        options.onFault({ kind: 'start', detail: String(error) });
        return false;
      }
      ticket = Math.max(ticket, command.ticket);
      life.port.postMessage(command);
      return true;
    },
    close,
  };
}
