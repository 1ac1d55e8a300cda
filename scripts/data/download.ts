/**
 * Downloads one known file from one host: goes on where an earlier try ended, tries again after cuts, believes nothing but the
 * size and the hash. Which host, and for how long, is decided elsewhere.
 */
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipFault, hashFile, type FileHash } from './archive.ts';
import type { Host } from './archive-catalog.ts';
import { PartFile } from './part-file.ts';
import { RateMeter, type Progress } from './rate.ts';
import { DownloadFault, open } from './transfer.ts';

/** In milliseconds, but for `attempts`: tries in a row that bring nothing new. */
export interface Timings {
  readonly idle: number;
  readonly backoff: number;
  readonly longestBackoff: number;
  readonly tick: number;
  readonly window: number;
  readonly attempts: number;
}

const timings: Timings = {
  idle: 20_000,
  backoff: 500,
  longestBackoff: 10_000,
  tick: 500,
  window: 10_000,
  attempts: 5,
};

export interface DownloadOptions {
  readonly host: Host;
  readonly expected: FileHash;
  /** The whole file appears here, or nothing does. The unfinished part lies beside it, under the host's name. */
  readonly target: string;
  /** Aborted with the reason that `download` is to throw. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly timings?: Timings;
}

export const partPath = (target: string, host: Host): string => `${target}.${host.id}.part`;

function validatorOf(answer: IncomingMessage): string | null {
  const { etag } = answer.headers;
  if (etag !== undefined && !etag.startsWith('W/')) return etag;
  return answer.headers['last-modified'] ?? null;
}

function expectTotal(total: number, expected: FileHash, host: Host): void {
  if (total !== expected.bytes)
    throw new DownloadFault(
      'refused',
      `${host.name}: expected a file of ${expected.bytes} bytes, got one of ${total}`,
    );
}

/** True where the body is the whole file, false where it is the rest of it. Throws where it is neither. */
async function isWhole(
  answer: IncomingMessage,
  part: PartFile,
  { host, expected }: DownloadOptions,
): Promise<boolean> {
  const status = answer.statusCode ?? 0;
  if (status === 206) {
    const given = answer.headers['content-range'] ?? 'no range';
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(given);
    if (range && range[2] !== '*') expectTotal(Number(range[2]), expected, host);
    if (range && Number(range[1]) === part.size) return false;
    const wanted = part.size;
    await part.restart(null);
    throw new DownloadFault(
      'cut',
      `${host.name}: expected the rest from byte ${wanted}, got ${given}`,
    );
  }
  if (status === 200) {
    const length = answer.headers['content-length'];
    if (length !== undefined) expectTotal(Number(length), expected, host);
    return true;
  }
  if (status === 416) {
    const wanted = part.size;
    await part.restart(null);
    throw new DownloadFault('cut', `${host.name}: expected the rest from byte ${wanted}, got none`);
  }
  const busy = status === 408 || status === 425 || status === 429 || status >= 500;
  throw new DownloadFault(
    busy ? 'busy' : 'refused',
    `${host.name}: expected the file, got status ${status}`,
    Number(answer.headers['retry-after']) || 0,
  );
}

/** The body's chunks; for a whole file the part is emptied first, but not before the body has begun as gzip does. */
async function* body(
  answer: IncomingMessage,
  part: PartFile,
  host: Host,
  whole: boolean,
): AsyncIterable<Uint8Array> {
  let head = whole ? Buffer.alloc(0) : null;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 2) continue;
    const fault = gzipFault(head);
    if (fault) throw new DownloadFault('refused', `${host.name}: ${fault}`);
    await part.restart(validatorOf(answer));
    yield head;
    head = null;
  }
}

/** Reads one answer's body into the part. Throws `cut` where it ends early. */
async function receive(
  answer: IncomingMessage,
  part: PartFile,
  options: DownloadOptions,
  whole: boolean,
): Promise<void> {
  const { host, expected } = options;
  try {
    for await (const chunk of body(answer, part, host, whole)) {
      if (part.size + chunk.length > expected.bytes)
        throw new DownloadFault(
          'wrong',
          `${host.name}: expected ${expected.bytes} bytes, got at least ${part.size + chunk.length}`,
        );
      await part.append(chunk);
    }
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason;
    const { code, message } = error as NodeJS.ErrnoException;
    // Only the connection's own faults are worth another try; a full disk is not.
    if (!connectionCodes.has(code ?? '')) throw error;
    throw new DownloadFault('cut', `${host.name}: the connection broke (${message})`);
  }
  if (part.size < expected.bytes)
    throw new DownloadFault(
      'cut',
      `${host.name}: expected ${expected.bytes} bytes, the connection ended at ${part.size}`,
    );
}

/** How Node names a body that ends before its stated length, in bytes or in chunks. */
const connectionCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'HPE_INVALID_CHUNK_SIZE']);

async function attempt(part: PartFile, options: DownloadOptions, pace: Timings): Promise<void> {
  const headers: Record<string, string> = {
    'User-Agent': 'three-blocks',
    'Accept-Encoding': 'identity',
  };
  if (part.size > 0) {
    headers['Range'] = `bytes=${part.size}-`;
    if (part.validator !== null) headers['If-Range'] = part.validator;
  }
  const answer = await open(options.host.url, {
    headers,
    signal: options.signal,
    idle: pace.idle,
  });
  try {
    await receive(answer, part, options, await isWhole(answer, part, options));
  } finally {
    answer.destroy();
  }
}

/** Tries until the part is whole. A try that brings the file further than ever before starts the count of tries anew. */
async function complete(part: PartFile, options: DownloadOptions, pace: Timings): Promise<void> {
  let furthest = part.size;
  for (let tries = 0; part.size < options.expected.bytes;) {
    try {
      await attempt(part, options, pace);
    } catch (error) {
      if (!(error instanceof DownloadFault)) throw error;
      if (error.kind !== 'cut' && error.kind !== 'busy') throw error;
      tries = part.size > furthest ? 0 : tries + 1;
      furthest = Math.max(furthest, part.size);
      if (tries >= pace.attempts) throw error;
      const wait = Math.max(pace.backoff * 2 ** tries, error.wait * 1000);
      await sleep(Math.min(wait, pace.longestBackoff), undefined, {
        signal: options.signal,
      }).catch(() => {
        throw options.signal.reason;
      });
    }
  }
}

/** Compares the whole part with what is expected; a wrong one is removed. */
async function verify(part: PartFile, options: DownloadOptions): Promise<void> {
  const { sha256 } = await hashFile(part.path);
  if (sha256 === options.expected.sha256) return;
  await part.restart(null);
  throw new DownloadFault(
    'wrong',
    `${options.host.name}: expected SHA-256 ${options.expected.sha256}, got ${sha256}`,
  );
}

/**
 * Brings the file to `target`. Throws a `DownloadFault`, the signal's reason, or a fault of the disk; the part is kept where going on
 * later makes sense, removed where its bytes are wrong.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const pace = options.timings ?? timings;
  const part = new PartFile(partPath(options.target, options.host));
  await part.open();
  if (part.size > options.expected.bytes) await part.restart(null);
  let resumed = part.size > 0;
  const meter = new RateMeter(pace.window, performance.now(), part.size);
  const look = (): void => {
    meter.note(performance.now(), part.size);
    options.onProgress(meter.read(performance.now(), options.expected.bytes));
  };
  const timer = setInterval(look, pace.tick);
  try {
    for (;;) {
      options.signal.throwIfAborted();
      await complete(part, options, pace);
      try {
        await verify(part, options);
        break;
      } catch (error) {
        // The old part may have been of another version: once, from the beginning.
        if (!resumed) throw error;
        resumed = false;
      }
    }
    look();
    await part.finish(options.target);
  } catch (error) {
    if (error instanceof DownloadFault && error.kind === 'wrong') await part.remove();
    throw error;
  } finally {
    clearInterval(timer);
    if (part.size === 0) await part.remove();
    else await part.close();
  }
}
