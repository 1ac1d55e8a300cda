/**
 * Watches a browser context for what no reader should ever cause: a console error or warning, an uncaught error, a failed or refused
 * request, a broken content policy, anything asked of another origin. A test that provokes one says so beforehand.
 */
import { expect, type BrowserContext } from '@playwright/test';

export class Guard {
  #seen: string[] = [];
  #allowed: { readonly pattern: RegExp; times: number }[] = [];
  readonly #besides: RegExp[] = [];
  readonly #origin: string;

  /** @param origin scheme, host and port of the served site. */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Announces a problem that this test provokes. One that then never comes fails the test too. */
  allow(...patterns: readonly RegExp[]): void {
    this.#allowed.push(...patterns.map((pattern) => ({ pattern, times: 0 })));
  }

  /** Lets pass what may come in the wake of a provoked problem, and need not. */
  allowBesides(pattern: RegExp): void {
    this.#besides.push(pattern);
  }

  note(problem: string): void {
    const announced = this.#allowed.find(({ pattern }) => pattern.test(problem));
    if (announced) announced.times += 1;
    else if (!this.#besides.some((pattern) => pattern.test(problem))) this.#seen.push(problem);
  }

  /** What was announced and has not happened yet. */
  outstanding(): string[] {
    return this.#allowed.filter(({ times }) => times === 0).map(({ pattern }) => String(pattern));
  }

  /** For the tests of the guard itself. */
  forgive(): void {
    this.#seen = [];
    this.#allowed = [];
  }

  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => {
      this.note(`uncaught: ${error.error().stack ?? error.error().message}`);
    });
    context.on('page', (page) => {
      page.on('crash', () => {
        this.note('the page crashed');
      });
      page.on('websocket', (socket) => {
        this.note(`web socket to ${socket.url()}`);
      });
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      const local = ['blob:', 'data:'].includes(url.protocol);
      if (!local && url.origin !== this.#origin) this.note(`another origin: ${url.href}`);
      if (request.method() !== 'GET') this.note(`${request.method()} ${url.href}`);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? 'no reason given';
      // A reader who leaves a page cancels what was still on its way.
      if (reason !== 'net::ERR_ABORTED') this.note(`failed request: ${request.url()}: ${reason}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.note(`status ${response.status()}: ${response.url()}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`content policy: ${event.violatedDirective} refused ${event.blockedURI}`);
      });
    });
  }

  /** Throws where something unannounced was seen, or something announced was not. */
  conclude(): void {
    expect(this.#seen, 'the page must cause none of these').toEqual([]);
    expect(this.outstanding(), 'these were announced and did not happen').toEqual([]);
  }
}
