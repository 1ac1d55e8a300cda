import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { facts } from '../components/facts/facts.ts';
import { layerFacts } from '../components/facts/layer-facts.ts';
import { network } from '../core/network/network.ts';

const folder = new URL('./chapters/', import.meta.url);
const chapters = readdirSync(folder).filter((file) => file.endsWith('.mdx'));

/** Numbers with fewer digits stand for too much else. */
const leastDigits = 3;
const numbers = /(?<![\d.,\p{L}])\d[\d,]*(?:\.\d+)?/gu;
const plain = (text: string) => text.replace(/,/g, '');
const telling = (text: string) => text.replace(/\D/g, '').length >= leastDigits;

/** What may be written in the place of a number, by the number without commas: several layers may have the same. */
const known = new Map<string, string[]>();
const name = (value: string, tag: string) => {
  if (/^[\d,.]+$/.test(value) && telling(value))
    known.set(plain(value), [...(known.get(plain(value)) ?? []), tag]);
};
for (const [of, value] of Object.entries(facts)) name(value, `<Fact of="${of}" />`);
for (const { id } of network.layers)
  for (const [of, value] of Object.entries(layerFacts(id)))
    name(value, `<Fact of="${of}" layer="${id}" />`);

/** The prose alone: no head, imports, comments, listings, code, formulas, tags or addresses. */
const proseOf = (source: string): string =>
  source
    .replace(/^---\n.*?\n---\n/s, '')
    .replace(/^(import|export)\s.*$/gm, '')
    .replace(/\{\/\*.*?\*\/\}/gs, '')
    .replace(/^```.*?^```/gms, '')
    .replace(/\$\$.*?\$\$/gs, '')
    .replace(/\$[^$\n]+\$/g, '')
    .replace(/`[^`]+`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<[^>]*>/g, '');

const typed = (source: string): readonly string[] =>
  [...proseOf(source).matchAll(numbers)]
    .map(([number]) => number.replace(/,$/, ''))
    .filter((number) => telling(number) && known.has(plain(number)))
    .map((number) => `${number}: write ${known.get(plain(number))!.join(' or ')}`);

test.each(chapters)('%s types no number by hand that the code knows', (file) => {
  expect(typed(readFileSync(new URL(file, folder), 'utf8'))).toEqual([]);
});

describe('a number in the prose', () => {
  test.each([
    ['There are 289,443 parameters.', '289,443: write <Fact of="parameters" />'],
    ['There are 289443, no more', '289443: write <Fact of="parameters" />'],
    ['It costs 1.0986 in *all*.', '1.0986: write <Fact of="chanceLoss" />'],
    ['Of 15,000, some', '15,000: write <Fact of="trainingPictures" />'],
    ['`conv2b` has 36,928.', '36,928: write <Fact of="parameters" layer="conv2b" />'],
  ])('%j is known', (source, found) => {
    const lines = typed(source);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(found);
  });

  test.each([
    'There are <Fact of="parameters" /> of them.',
    'Between 32 and 64.',
    'In 1,180.5 and 2020 and 4289,443',
    'Code `289443` and\n\n```python\n289443\n```\n\nand $289443$ and $$\n289443\n$$ and [a](/289443/).',
    '---\ntitle: 289,443\n---\n{/* 289,443 */}\n<Predict of="289,443" />',
  ])('%j is not', (source) => {
    expect(typed(source)).toEqual([]);
  });
});
