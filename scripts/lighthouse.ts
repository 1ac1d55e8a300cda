/**
 * `npm run lighthouse [-- page/ …]`: Lighthouse's four scores (mobile) for pages of the built site, served from this machine, and the
 * figures behind the first. Lighthouse is fetched by npx when it is wanted: nothing else here depends on it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolveBrowser } from '../e2e/browser.ts';
import { serve } from './serve.ts';

const version = '13.5.0';
const wanted = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const timings = [
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
] as const;

interface Result {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly displayValue?: string }>>;
}

const pages = process.argv.slice(2);
const { path: browser } = await resolveBrowser();
const folder = await mkdtemp(join(tmpdir(), 'lighthouse-'));
const site = await serve({ root: process.env.OUT_DIR ?? 'dist', port: 0, base: '/' });
const run = promisify(execFile);

async function judge(page: string): Promise<string> {
  const file = join(folder, 'result.json');
  const flags = '--headless=new --no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader';
  const address = new URL(page, site.url).href;
  const output = ['--output=json', `--output-path=${file}`, '--quiet', `--chrome-flags=${flags}`];
  const env = { ...process.env, CHROME_PATH: browser };
  await run('npx', ['--yes', `lighthouse@${version}`, address, ...output], { env });
  const { categories, audits } = JSON.parse(await readFile(file, 'utf8')) as Result;
  const scores = wanted.map((name) => String(Math.round(100 * (categories[name]?.score ?? 0))));
  const figures = timings.map((name) => audits[name]?.displayValue ?? '–');
  return `| ${[page || 'home', ...scores, ...figures].join(' | ')} |`;
}

try {
  console.log(`| page | ${[...wanted, ...timings].join(' | ')} |`);
  console.log(`|${' --- |'.repeat(1 + wanted.length + timings.length)}`);
  for (const page of pages.length > 0 ? pages : ['', 'pictures/', 'three-blocks/', 'training/'])
    console.log(await judge(page));
} finally {
  await site.close();
  await rm(folder, { recursive: true });
}
