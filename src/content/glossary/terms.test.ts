import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { finderOf } from '../../layouts/markdown/glossary-links.ts';
import { tables, terms } from './terms.ts';

const all = Object.entries(terms);
const chapters = readdirSync(new URL('../chapters/', import.meta.url))
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => file.replace(/\.mdx$/, ''));

test('there are enough of them, and no anchor stands in two tables', () => {
  expect(all.length).toBeGreaterThanOrEqual(45);
  expect(all.length).toBe(tables.flatMap(Object.keys).length);
});

test.each(all)('%s is well made', (key, { term, said, also }) => {
  expect(key).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect(term).toMatch(/^(\p{Ll}|Adam$|Keras$|ReLU$|CIFAR-10$)/u);
  expect(said).toMatch(/^[\p{Lu}].{20,400}[.”]$/u);
  expect(said.match(/[.!?”](?= \p{Lu}|$)/gu)?.length, 'sentences').toBeLessThanOrEqual(3);
  expect(said, 'typewriter quotes').not.toMatch(/['"]/);
  expect(also.length).toBeGreaterThan(0);
  for (const other of also) expect(terms, `${key} sees ${other}`).toHaveProperty([other]);
  expect(also).not.toContain(key);
  expect(new Set(also).size).toBe(also.length);
});

test('every term has its chapter', () => {
  for (const [key, { chapter }] of all) expect(chapters, key).toContain(chapter);
});

test('no two terms claim the same words, and each is found by its own', () => {
  const { pattern, keyOf } = finderOf(terms);
  for (const [key, { forms }] of all)
    for (const form of forms) {
      const [found] = `(${form})`.match(pattern) ?? [];
      expect(found, form).toBe(form);
      expect(keyOf(form)).toBe(key);
    }
});

test('every term can be reached from another one', () => {
  const seen = new Set(all.flatMap(([, { also }]) => also));
  expect(all.map(([key]) => key).filter((key) => !seen.has(key))).toEqual([]);
});
