/** The bench's page in the project's Chromium: opens both, calls the page's methods, closes both. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { resolveBrowser } from '../e2e/browser.ts';
import { launchBrowser } from '../scripts/harness/browser.ts';
import { harnessSite, type HarnessSite } from '../scripts/harness/site.ts';
import type { PageCalls } from './harness/calls.ts';

/** The "proportional set size" of a process. */
function proportionalKilobytes(process: number): number | null {
  try {
    const text = readFileSync(`/proc/${process}/smaps_rollup`, 'utf8');
    const found = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

/** Minutes. The slowest contender takes a minute or two for a step, and is asked for three at a time at most. */
const patience = 20;

type Pictures = PageCalls['pictures'][0];

export class BenchBrowser {
  readonly #site: HarnessSite;
  readonly #browser: Browser;
  readonly #pictures: Pictures;
  readonly #said: (line: string) => void;
  #page: Page | null = null;
  /** What the browser offers, as its self-test found: names of the WebGL renderer and the WebGPU adapter, or null. */
  readonly webgl: string | null;
  readonly webgpu: string | null;

  private constructor(
    site: HarnessSite,
    browser: Browser,
    offers: { webgl: string | null; webgpu: string | null },
    pictures: Pictures,
    said: (line: string) => void,
  ) {
    this.#site = site;
    this.#browser = browser;
    this.#pictures = pictures;
    this.#said = said;
    this.webgl = offers.webgl;
    this.webgpu = offers.webgpu;
  }

  /** Every contender trains on these pictures. `said` hears the browser's errors. */
  static async open(pictures: Pictures, said: (line: string) => void): Promise<BenchBrowser> {
    const offers = await resolveBrowser();
    // Isolated, for then clocks tick in microseconds; the engines make no use of it.
    const root = new URL('harness/', import.meta.url);
    const site = await harnessSite(root, 'bench', { isolated: true });
    const browser = await launchBrowser(offers.webgpu === null ? 'webgl' : 'webgpu');
    return new BenchBrowser(site, browser, offers, pictures, said);
  }

  /** A page in the place of the one before, in a profile of its own: nothing is left there, not even what was loaded. */
  async renew(): Promise<void> {
    await this.#page?.close();
    const page = await this.#browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.#said(message.text());
    });
    page.on('pageerror', (error) => this.#said(error.message));
    await page.goto(this.#site.address);
    this.#page = page;
    await this.call('pictures', this.#pictures);
  }

  get version(): string {
    return this.#browser.version();
  }

  /** Rejects with the page's error, or where it gives no answer: a lost device leaves some libraries waiting for ever. */
  async call<M extends keyof PageCalls>(
    method: M,
    argument: PageCalls[M][0],
  ): Promise<PageCalls[M][1]> {
    if (!this.#page) throw new Error('bench: expected a page before a call, got none');
    const answer = this.#page.evaluate(
      ([name, given]) => {
        const { bench } = globalThis as unknown as {
          bench: Record<string, (given: unknown) => unknown>;
        };
        return bench[name]!(given);
      },
      [method, argument] as const,
    ) as Promise<PageCalls[M][1]>;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      const message = `bench: expected an answer to "${method}" in ${patience} minutes, got none`;
      timer = setTimeout(() => reject(new Error(message)), patience * 60_000);
    });
    return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
  }

  /** Bytes that all processes of the browser hold, shared ones by their share; null where the system does not tell (Linux does). */
  async memory(): Promise<number | null> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const kilobytes = processInfo.map(({ id }) => proportionalKilobytes(id));
    if (kilobytes.includes(null)) return null;
    return 1024 * kilobytes.reduce<number>((sum, value) => sum + value!, 0);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
  }
}
