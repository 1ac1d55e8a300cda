/** What a page may load by itself: no TensorFlow.js, in any script that its own scripts lead to, and not too much before a figure is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { builtSite, pagesOf } from './pages.ts';
import { Strip } from './strip.ts';

const scripts = join(builtSite, '_astro');

/** Names of kernels that every build of TensorFlow.js carries, whatever a minifier does to the rest; a page may well speak of TensorFlow. */
const marks = [/Conv2DBackpropFilter/, /FusedBatchNorm/, /Conv2DBackpropInput/];

/** Every script of the build that a page's HTML names. */
const namedBy = (html: string): string[] =>
  [...html.matchAll(/_astro\/([\w.~-]+\.js)/g)].map(([, name]) => name!);

/** What a script imports, at once or later; a worker's address is no import. */
const importsOf = (script: string): string[] =>
  [...script.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.~-]+\.js)["'`]/g)].map(
    ([, name]) => name!,
  );

function reach(first: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const left = [...first];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    left.push(...importsOf(readFileSync(join(scripts, name), 'utf8')));
  }
  return reached;
}

const carries = (name: string): boolean => {
  const text = readFileSync(join(scripts, name), 'utf8');
  return marks.some((mark) => mark.test(text));
};

test('no script of a page carries TensorFlow.js', () => {
  for (const address of pagesOf(builtSite)) {
    const file = address.endsWith('.html') ? address : join(address, 'index.html');
    const reached = reach(namedBy(readFileSync(join(builtSite, file), 'utf8')));
    expect(reached.size, address).toBeGreaterThan(2);
    expect([...reached].filter(carries), address).toEqual([]);
  }
});

test('the build has TensorFlow.js all the same, for the worker alone', () => {
  const all = readdirSync(scripts, { recursive: true, encoding: 'utf8' });
  const heavy = all
    .filter((name) => name.endsWith('.js') && carries(name))
    .map((name) => basename(name));
  expect(heavy).not.toEqual([]);
});

/** Kilobytes of scripts, compressed, that a page may fetch before anybody touches it. */
const budget = 90;

for (const address of pagesOf(builtSite))
  test(`the page ${address} fetches few scripts, and no data, before a reader shows`, async ({
    page,
  }) => {
    const scripts: Promise<number>[] = [];
    const others: string[] = [];
    page.on('response', (response) => {
      const url = response.url();
      if (url.endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length));
      else if (/\.(bin|f16|wasm)$/.test(url)) others.push(url);
    });
    await page.goto(address);
    const strip = new Strip(page);
    await strip.expectScripts();
    await page.waitForLoadState('networkidle');
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    expect(bytes / 1000).toBeGreaterThan(20);
    expect(bytes / 1000).toBeLessThan(budget);
    expect(others).toEqual([]);
    await strip.expectAlive();
    expect(others).not.toEqual([]);
  });
