/** Bundles the harness page and serves it from this machine for the length of one test file. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const here = (path: string): URL => new URL(path, import.meta.url);

export interface HarnessSite {
  readonly address: string;
  close(): Promise<void>;
}

/** Bundles into `.cache/parity/<name>` and serves that folder on a free port of 127.0.0.1. */
export async function harnessSite(name: string): Promise<HarnessSite> {
  const folder = here(`../../.cache/parity/${name}/`);
  await build({
    configFile: false,
    root: fileURLToPath(here('harness/')),
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: fileURLToPath(folder),
      emptyOutDir: true,
      target: 'es2024',
      chunkSizeWarningLimit: 4000,
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    // A name without its slash, so that it stays inside the folder.
    const file = new URL(path === '/' ? 'index.html' : path.slice(1), folder);
    if (!file.href.startsWith(folder.href) || !existsSync(file))
      return response.writeHead(404).end();
    const type = types[extname(file.pathname)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type });
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
