/**
 * Pictures of the built site, taken by the tests' own Chromium: `docs/site.webp` for the README, or with `--all` every page at
 * three widths, light and dark, into `.cache/pictures` to be looked at. The README's is made with drawn pictures only, because
 * nothing of CIFAR-10 belongs into the repository.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { resolveBrowser } from '../e2e/browser.ts';
import { launchFlags } from '../e2e/browser/flags.ts';
import { manifestOf, pagesOf } from '../e2e/pages.ts';
import { Strip } from '../e2e/strip.ts';
import { TrainingFigure } from '../e2e/training-figure.ts';
import { serve } from './serve.ts';
import { otherData } from './test/stages.ts';

const drawnSite = 'dist-drawn';
const folder = join('.cache', 'pictures');
const widths = [1440, 1280, 390] as const;
const schemes = ['light', 'dark'] as const;

function run(line: readonly string[], environment: Readonly<Record<string, string>>): void {
  const [program = '', ...args] = line;
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
  });
  if (status !== 0) throw new Error(`pictures: ${line.join(' ')} ended with ${String(status)}`);
}

/** Builds the site with the drawn set, and makes sure that it is that. */
function buildDrawn(): void {
  const environment = { DATA: 'procedural', DATA_DIR: otherData, OUT_DIR: drawnSite };
  run(['node', 'scripts/data.ts'], environment);
  run(['astro', 'build'], environment);
  const { source } = manifestOf(drawnSite);
  if (source !== 'procedural')
    throw new Error(`pictures: expected the drawn set in ${drawnSite}, got ${source}`);
}

/** The whole page without the Strip's doubles: a tall window, so that everything is visible and drawn. */
async function wholePage(page: Page, width: number, file: string): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 900), 12_000) });
  await page.waitForTimeout(500);
  await page.screenshot({ path: file });
  console.log(file);
}

async function takeAll(browser: Browser, url: string, root: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const address of pagesOf(root))
    for (const width of widths)
      for (const colorScheme of schemes) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
        await page.goto(new URL(address, url).href);
        await new Strip(page).expectAlive();
        const name = address.replaceAll(/\W+/g, '') || 'cover';
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}-first.png`) });
        await wholePage(page, width, join(folder, `${name}-${width}-${colorScheme}.png`));
        await page.close();
      }
}

/** The cover above the training figure, some way into the fourth epoch. */
async function takeForReadme(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  await page.goto(new URL('training/', url).href);
  const figure = new TrainingFigure(page);
  await figure.open();
  await figure.train();
  await figure.strip.expectSteps(3 * 118 + 40, 600_000);
  await figure.pause();
  const curves = await figure.root.screenshot({ style: '[data-strip] { display: none }' });
  await page.getByRole('link', { name: 'Three Blocks' }).first().click();
  await page.waitForURL(url);
  await figure.strip.expectAlive();
  await page.waitForTimeout(2000);
  const cover = await page.screenshot();
  await stack([cover, curves], join('docs', 'site.webp'));
}

/** Pictures of one width or less, one under the other on the paper of the page. */
async function stack(pictures: readonly Buffer[], file: string): Promise<void> {
  const sizes = await Promise.all(pictures.map((picture) => sharp(picture).metadata()));
  const width = Math.max(...sizes.map((size) => size.width));
  const paper = { r: 251, g: 250, b: 246 };
  let top = 0;
  const layers = pictures.map((input, index) => {
    const { width: own = 0, height = 0 } = sizes[index] ?? {};
    const layer = { input, left: Math.floor((width - own) / 2), top };
    top += height;
    return layer;
  });
  await sharp({ create: { width, height: top, channels: 3, background: paper } })
    .composite(layers)
    .webp({ quality: 86, effort: 6 })
    .toFile(file);
  console.log(`${file}: ${width} by ${top}, ${(readFileSync(file).length / 1024).toFixed(0)} kB`);
}

async function main(): Promise<void> {
  const all = process.argv.includes('--all');
  const root = all ? 'dist' : drawnSite;
  if (all && !existsSync(root)) run(['npm', 'run', '--silent', 'build'], {});
  if (!all) buildDrawn();
  const found = await resolveBrowser();
  const server = await serve({ root, port: 0, base: '/' });
  const browser = await chromium.launch({ executablePath: found.path, ...launchFlags('webgl') });
  try {
    if (all) await takeAll(browser, server.url, root);
    else await takeForReadme(browser, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
