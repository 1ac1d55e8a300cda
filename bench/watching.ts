/**
 * What it costs to watch: how fast the built site trains with every map of the atlas' first figures on view, against nobody watching;
 * and how soon a hover is answered. `npm run build && npm run bench:watching -- --rounds 3 --seconds 12`
 */
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { launchBrowser } from '../scripts/harness/browser.ts';
import { serve } from '../scripts/serve.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '12' },
    dist: { type: 'string', default: 'dist' },
  },
});

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

/** Steps taken, from the run's own table; the Strip's count where that is on the page. */
const stepsOn = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const rows = document.querySelectorAll('figure[data-figure="training"] [data-loss]');
    const strip = document.querySelector('[data-strip] [data-mode]');
    const steps = [...rows].map((row) => Number(row.getAttribute('data-step')));
    return Math.max(0, Number(strip?.getAttribute('data-step') ?? 0), ...steps);
  });

/** Steps a second over the given time, after ten steps. */
async function pace(page: Page): Promise<number> {
  while ((await stepsOn(page)) < 10) await page.waitForTimeout(250);
  const from = { step: await stepsOn(page), at: performance.now() };
  await page.waitForTimeout(Number(values.seconds) * 1000);
  return (1000 * ((await stepsOn(page)) - from.step)) / (performance.now() - from.at);
}

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.waitForSelector('astro-island:has([data-strip]):not([ssr])');
  await page.mouse.move(4, 4);
  await page.waitForSelector('[data-strip] canvas[width="32"]');
  return page;
}

/** Nobody watches: the Strip is taken away, and the training figure shows curves only. */
async function unwatched(browser: Browser, site: string): Promise<number> {
  const page = await open(browser, `${site}training/`);
  const figure = page.locator('figure[data-figure="training"]');
  await figure.scrollIntoViewIfNeeded();
  await page.waitForSelector('astro-island:has(figure[data-figure="training"]):not([ssr])');
  await page.evaluate(() => {
    const island = document.querySelector('[data-strip]')?.closest('astro-island');
    island?.dispatchEvent(new CustomEvent('astro:unmount'));
  });
  await figure.getByRole('button', { name: 'Train', exact: true }).click();
  const found = await pace(page);
  await page.close();
  return found;
}

/** The network map in sight, all its maps and those of the Strip refreshed as they come. */
async function watched(browser: Browser, site: string): Promise<number> {
  const page = await open(browser, `${site}atlas/`);
  await page.locator('figure[data-figure="map"]').scrollIntoViewIfNeeded();
  await page.waitForSelector('astro-island:has(figure[data-figure="map"]):not([ssr])');
  await page.locator('[data-strip]').getByRole('button', { name: 'Train', exact: true }).click();
  const found = await pace(page);
  await page.close();
  return found;
}

/** Milliseconds from a move of the mouse to the frame that answers, as the browser itself times events (in steps of 8 ms). */
async function hovers(browser: Browser, site: string): Promise<number[]> {
  const page = await open(browser, `${site}atlas/`);
  const figure = page.locator('figure[data-figure="map"]');
  await figure.scrollIntoViewIfNeeded();
  await page.waitForSelector('astro-island:has(figure[data-figure="map"]):not([ssr])');
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (/^(pointerenter|pointerover|mouseover|pointermove)$/.test(name)) seen.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const box = (await figure.locator('.stage').boundingBox())!;
  const moves = 120;
  for (let move = 0; move < moves; move++) {
    const across = (move * 37) % 100;
    const down = (move * 61) % 100;
    const y = Math.min(780, box.y + (box.height * (10 + 0.8 * down)) / 100);
    await page.mouse.move(box.x + (box.width * (5 + 0.9 * across)) / 100, Math.max(10, y));
    await page.waitForTimeout(40);
  }
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);
  await page.close();
  // The browser tells only of events that took 16 ms and more.
  return [...seen, ...Array.from({ length: Math.max(0, moves - seen.length) }, () => 8)];
}

const site = await serve({ root: values.dist, port: 0, base: '/' });
const browser = await launchBrowser('webgl');
try {
  const alone: number[] = [];
  const seen: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    alone.push(await unwatched(browser, site.url));
    seen.push(await watched(browser, site.url));
    console.log(
      `round ${round + 1}: ${alone.at(-1)!.toFixed(2)} steps/s unwatched, ${seen.at(-1)!.toFixed(2)} watched`,
    );
  }
  const lost = 100 * (1 - median(seen) / median(alone));
  console.log(
    `medians: ${median(alone).toFixed(2)} unwatched, ${median(seen).toFixed(2)} watched: ${lost.toFixed(1)} % slower`,
  );
  const times = (await hovers(browser, site.url)).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))];
  console.log(
    `hover to frame: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, most ${at(1)} ms of ${times.length}`,
  );
} finally {
  await browser.close();
  await site.close();
}
