/** A host on this machine that serves one file well or badly, as told, and notes what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Host } from './archive-catalog.ts';

export type Manner = (request: IncomingMessage, response: ServerResponse, file: Buffer) => void;

interface Asked {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

export interface LoopbackHost {
  readonly host: Host;
  readonly asked: readonly Asked[];
}

const startOf = (request: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);

export const tag = '"version-1"';

/** Serves as a good host does: ranges, a strong tag, true lengths. */
export const well: Manner = (request, response, file) => {
  const start = startOf(request);
  const given = request.headers['if-range'];
  const partly = start > 0 && (given === undefined || given === tag);
  const body = partly ? file.subarray(start) : file;
  response.writeHead(partly ? 206 : 200, {
    ETag: tag,
    'Content-Length': body.length,
    ...(partly && { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }),
  });
  response.end(body);
};

/** Breaks the connection after `count` bytes of each answer. */
export const cutAfter =
  (count: number, manner: Manner = well): Manner =>
  (request, response, file) => {
    response.end = ((body: Buffer) => {
      response.write(body.subarray(0, count), () => response.destroy());
      return response;
    }) as ServerResponse['end'];
    manner(request, response, file);
  };

/** Sends `chunk` bytes every `pause` milliseconds. */
export const slowly =
  (chunk: number, pause: number): Manner =>
  (request, response, file) => {
    const start = startOf(request);
    response.writeHead(start > 0 ? 206 : 200, {
      ETag: tag,
      'Content-Length': file.length - start,
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }),
    });
    let at = start;
    const timer = setInterval(() => {
      response.write(file.subarray(at, at + chunk));
      at += chunk;
      if (at >= file.length) {
        clearInterval(timer);
        response.end();
      }
    }, pause);
    response.once('close', () => clearInterval(timer));
  };

export const status =
  (code: number, headers: Record<string, string> = {}): Manner =>
  (_, response) =>
    void response.writeHead(code, headers).end();

/** The first manners for the first requests, the last one from then on. */
export const inTurn = (...manners: readonly [Manner, ...Manner[]]): Manner => {
  let asked = 0;
  return (request, response, file) => {
    manners[Math.min(asked++, manners.length - 1)]!(request, response, file);
  };
};

/** Ends with the test. */
export async function hostOf(file: Uint8Array, manner: Manner, id = 'here'): Promise<LoopbackHost> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({
      range: request.headers.range,
      ifRange: request.headers['if-range'] as string | undefined,
    });
    manner(request, response, Buffer.from(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { host: { id, name: id, url: `http://127.0.0.1:${port}/file.tar.gz` }, asked };
}
