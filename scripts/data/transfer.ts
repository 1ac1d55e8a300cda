/**
 * One request over HTTP with its redirects, as raw bytes. Not `fetch`: that unpacks an answer marked as gzip, and the archive's hash
 * is over the packed bytes.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

/** Why a download ended: `cut` and `busy` may be tried again, the others not from this host. */
export type FaultKind = 'cut' | 'busy' | 'unreachable' | 'refused' | 'wrong' | 'slow' | 'stopped';

export class DownloadFault extends Error {
  readonly kind: FaultKind;
  /** Seconds that a busy host asked to be left alone. */
  readonly wait: number;

  constructor(kind: FaultKind, message: string, wait = 0) {
    super(message);
    this.name = 'DownloadFault';
    this.kind = kind;
    this.wait = wait;
  }
}

export interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Milliseconds without a byte after which the connection counts as cut. */
  readonly idle: number;
}

const mostRedirects = 5;

const loopback = '127.0.0.1';

/** Encrypted everywhere but on this machine, and no host may send us to this machine. */
function expectSafe(url: URL, first: URL): void {
  if (url.protocol === 'https:' && url.hostname !== loopback) return;
  if (url.protocol === 'http:' && url.hostname === loopback && first.hostname === loopback) return;
  throw new DownloadFault(
    'refused',
    `expected an address that begins with https://, got ${url.href}`,
  );
}

/** Codes of Node that say that no connection came about at all. */
const noConnection = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

function faultOf(error: NodeJS.ErrnoException, url: URL): DownloadFault {
  const code = error.code ?? '';
  const trust = /CERT|SSL|TLS|SIGNATURE/.test(code);
  const kind = trust || noConnection.has(code) ? 'unreachable' : 'cut';
  return new DownloadFault(kind, `${url.host}: ${error.message}`);
}

function once(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  const send = secure ? httpsRequest : httpRequest;
  // Where a network lets nobody out but through its proxy, HTTPS_PROXY names it.
  const agent = secure ? new Agent({ proxyEnv: process.env }) : undefined;
  return new Promise((resolve, reject) => {
    const request = send(url, { agent, headers: options.headers, signal: options.signal });
    request.setTimeout(options.idle, () =>
      request.destroy(
        new DownloadFault('cut', `${url.host}: no byte for ${options.idle / 1000} seconds`),
      ),
    );
    request.once('response', resolve);
    request.on('error', (error) => {
      if (options.signal.aborted) reject(options.signal.reason as Error);
      else reject(error instanceof DownloadFault ? error : faultOf(error, url));
    });
    request.end();
  });
}

const redirects = new Set([301, 302, 303, 307, 308]);

/** The first answer that is no redirect; its body is still to be read, or to be destroyed. */
export async function open(address: string, options: RequestOptions): Promise<IncomingMessage> {
  const first = new URL(address);
  let url = first;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    expectSafe(url, first);
    const answer = await once(url, options);
    const location = answer.headers.location;
    if (!redirects.has(answer.statusCode ?? 0)) return answer;
    answer.destroy();
    if (location === undefined)
      throw new DownloadFault(
        'refused',
        `${url.host}: expected a redirect to name an address, got none`,
      );
    url = new URL(location, url);
  }
  throw new DownloadFault(
    'refused',
    `${first.host}: expected at most ${mostRedirects} redirects, got more, the last to ${url.href}`,
  );
}
