/** Starts a Chromium for a few seconds and asks it what it is and what a page in it can compute on. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { launchFlags } from './flags.ts';

export interface Abilities {
  /** For example `156.0.8078.79`. */
  readonly version: string;
  /** The WebGL 2 renderer as the browser names it; null where there is none. */
  readonly webgl: string | null;
  /** The WebGPU adapter as the browser names it; null where there is none. */
  readonly webgpu: string | null;
}

const launchMilliseconds = 60_000;

/** Runs in the page, as text: this floor's compiler options know nothing of a browser's types. */
const question = `(async () => {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = context?.getExtension('WEBGL_debug_renderer_info');
  const webgl = context?.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER) ?? null;
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  const { vendor, architecture } = adapter?.info ?? {};
  return { webgl, webgpu: adapter ? [vendor, architecture].filter(Boolean).join(' ') || 'unnamed' : null };
})()`;

/** WebGPU is offered only to pages of a trustworthy origin, as 127.0.0.1 is and about:blank is not. */
function blankPage(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Self-test</title>');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Rejects with the browser's own words where it does not start. */
export async function selfTest(path: string): Promise<Abilities> {
  const server = await blankPage();
  try {
    const browser = await chromium.launch({
      executablePath: path,
      timeout: launchMilliseconds,
      ...launchFlags('webgpu'),
    });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const { webgl, webgpu } = await page.evaluate<Omit<Abilities, 'version'>>(question);
      return { version: browser.version(), webgl, webgpu };
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
  }
}
