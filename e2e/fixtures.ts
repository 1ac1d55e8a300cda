/** The test of this project: a page of the built site, served from this machine, under the eyes of the guard. */
import { test as base } from '@playwright/test';
import { serve } from '../scripts/serve.ts';
import { Guard } from './guard.ts';
import { builtSite } from './pages.ts';

export interface SiteOptions {
  /** Folder of the built site, and the path under which it is served. */
  readonly site: { readonly root: string; readonly base: string };
}

interface Served {
  /** Ends in a slash: pages are opened by names relative to it, as in `training/`. */
  readonly url: string;
}

export const test = base.extend<{ guard: Guard }, SiteOptions & { served: Served }>({
  site: [
    { root: builtSite, base: '/' },
    { scope: 'worker', option: true },
  ],
  served: [
    async ({ site }, use) => {
      const server = await serve({ ...site, port: 0 });
      await use({ url: server.url });
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ served }, use) => {
    await use(served.url);
  },
  guard: async ({ served }, use) => {
    await use(new Guard(new URL(served.url).origin));
  },
  context: async ({ context, guard }, use) => {
    await guard.watch(context);
    await use(context);
    guard.conclude();
  },
});

export { expect } from '@playwright/test';
