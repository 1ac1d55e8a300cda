/** What a page may load by itself: no TensorFlow.js, in any script that a page's own scripts lead to. Read from the build's files. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { builtSite, pagesOf } from './pages.ts';

const scripts = join(builtSite, '_astro');

/** Words that every build of TensorFlow.js carries, whatever a minifier does to its names. */
const marks = [/Conv2DBackpropFilter/, /tfjs/i, /tensorflow/i];

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
