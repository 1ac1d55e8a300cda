/**
 * A static server for the built site, on this machine: right types, folder addresses that end in a slash, the site's own page for
 * what is not there. For reading and for tests, not for the open internet.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { findPlace, framed, type Place } from './place.ts';

export interface ServeOptions {
  /** Folder of the built site. */
  readonly root: string;
  /** 0 takes any free port; another is tried first, then the next ones. */
  readonly port: number;
  /** Path under which the site was built; `/` unless told. */
  readonly base?: string;
  /** Address to listen on; this machine only unless told. */
  readonly host?: string;
  /** Sends the headers that make a page cross-origin isolated (shared memory between workers). */
  readonly isolated?: boolean;
  /** Told of each request before it is answered. */
  readonly onRequest?: (method: string, path: string) => void;
}

export interface Served {
  /** Address of the site's first page, ending in a slash. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

/** Names with their content's hash in them never change: Astro's own folder, and the shards of the pictures. */
const lasting = /\/_astro\/|-[0-9a-f]{12}\.\w+$/;

/** Text is compressed, as any host does it; pictures, fonts and packed weights are small already. */
const compressible = /^(text\/|application\/(json|wasm|manifest)|image\/svg)/;

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  place: Extract<Place, { kind: 'file' }>,
  path: string,
): Promise<void> {
  const tag = `W/"${place.bytes.toString(16)}-${Math.round(place.modified).toString(16)}"`;
  response.setHeader('ETag', tag);
  response.setHeader(
    'Cache-Control',
    lasting.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  const type = types[extname(place.path).toLowerCase()] ?? 'application/octet-stream';
  response.setHeader('Content-Type', type);
  if (compressible.test(type)) response.setHeader('Vary', 'Accept-Encoding');
  const packed =
    compressible.test(type) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  // How long it becomes is known only at the end.
  if (packed) response.setHeader('Content-Encoding', 'gzip');
  else response.setHeader('Content-Length', place.bytes);
  response.writeHead(200);
  if (request.method === 'HEAD') response.end();
  else if (packed) await pipeline(createReadStream(place.path), createGzip(), response);
  else await pipeline(createReadStream(place.path), response);
}

async function sendMissing(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
): Promise<void> {
  const page = await readFile(join(root, '404.html')).catch(() => null);
  const body = page ?? Buffer.from('There is no page at this address.\n');
  response.writeHead(404, {
    'Content-Type': types[page ? '.html' : '.txt']!,
    'Content-Length': body.length,
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServeOptions,
): Promise<void> {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const query = rest.length > 0 ? `?${rest.join('?')}` : '';
  const method = request.method ?? '';
  options.onRequest?.(method, path);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (options.isolated)
    for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const place = await findPlace(options.root, framed(options.base ?? '/'), path, query);
  if (place.kind === 'file') await sendFile(request, response, place, path);
  else if (place.kind === 'elsewhere') response.writeHead(301, { Location: place.location }).end();
  else await sendMissing(request, response, options.root);
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** How many ports behind the wanted one are tried. */
const tries = 30;

async function listenNear(server: Server, wanted: number, host: string): Promise<void> {
  for (let port = wanted; ; port++) {
    try {
      return await listen(server, port, host);
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || wanted === 0 || port - wanted >= tries || port >= 65_535) throw error;
    }
  }
}

/** Serves until closed. Throws where the folder's port and the next thirty are all taken. */
export async function serve(options: ServeOptions): Promise<Served> {
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => {
    answer(request, response, options).catch(() => {
      // The reader went away, or the file did: nothing is left to say on this connection.
      response.destroy();
    });
  });
  await listenNear(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  const shown =
    host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${port}${framed(options.base ?? '/')}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
