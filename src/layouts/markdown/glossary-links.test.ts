import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSatteriMarkdownProcessor } from '@astrojs/markdown-satteri';
import type { Terms } from '../../content/glossary/term.ts';
import { finderOf, glossaryLinks } from './glossary-links.ts';

const term = (forms: readonly string[]) => ({
  term: 'A term',
  forms,
  said: '',
  chapter: 'training',
  also: [],
});

const terms: Terms = {
  field: term(['field']),
  'receptive-field': term(['receptive field']),
  loss: { ...term(['loss', 'losses']), unlike: ['loss of power'] },
  relu: term(['ReLU']),
  quiet: term([]),
};

const processor = await createSatteriMarkdownProcessor({
  mdastPlugins: [glossaryLinks(terms, '/sub/glossary/')],
});
const html = async (source: string): Promise<string> => (await processor.render(source)).code;

/** What a chapter links, in order: anchor and words. */
const links = async (source: string): Promise<string[]> =>
  [
    ...(await html(source)).matchAll(
      /<a href="\/sub\/glossary\/#([a-z-]+)" class="term">([^<]*)<\/a>/gu,
    ),
  ].map(([, key, words]) => `${key}: ${words!.replace(/\s+/gu, ' ')}`);

describe('glossary links', () => {
  test('link the first use alone, and change no word', async () => {
    const source = 'The loss falls. A loss of 3, and a field.\n\nThe loss again.';
    expect(await links(source)).toEqual(['loss: loss', 'field: field']);
    expect((await html(source)).replace(/<[^>]+>/gu, '').trim()).toBe(source.replace('\n\n', '\n'));
  });

  test.each([
    ['the longest words win', 'a receptive field', ['receptive-field: receptive field']],
    ['also over a broken line', 'a receptive\nfield', ['receptive-field: receptive field']],
    ['any case and the plural', 'Fields, and Losses', ['field: Fields', 'loss: Losses']],
    ['its own case', 'a RELU here', ['relu: RELU']],
    ['in lists and quotations', '- a loss\n\n> a field', ['loss: loss', 'field: field']],
  ])('%s', async (_, source, expected) => {
    expect(await links(source)).toEqual(expected);
  });

  test.each([
    ['parts of words', 'glossy fielding, lossless, a-loss, loss-free, fieldss'],
    ['headings', '## The loss'],
    ['what only looks like a term', 'a loss of\npower'],
    ['links', '[the loss](../training/)'],
    ['code', '`loss` and\n\n```\nfield\n```'],
    ['stress, which is often the name of a button', '_One loss_'],
    ['tables', '| loss | field |\n| - | - |\n| loss | field |'],
    ['bold', 'This **loss field** is bold'],
  ])('leave %s alone', async (_, source) => {
    expect(await links(source)).toEqual([]);
  });

  test('link what comes before an explanation, and nothing after it', async () => {
    expect(await links('This is the **loss**. The loss falls.')).toEqual([]);
    expect(await links('The loss. This is the **Losses**. The loss.')).toEqual(['loss: loss']);
    expect(await links('**A loss at first.** Then a loss.')).toEqual(['loss: loss']);
  });

  test('begin anew in each chapter', async () => {
    expect(await links('a loss')).toEqual(['loss: loss']);
    expect(await links('a loss')).toEqual(['loss: loss']);
  });

  test('refuse a form that two terms claim', () => {
    expect(() => finderOf({ a: term(['the same']), b: term(['The  same']) })).toThrow(
      'expected "the same" once, got it for a and b',
    );
  });

  test('never link a term twice, whatever the text', async () => {
    const words = fc.constantFrom('loss', 'losses', 'field', 'receptive', 'ReLU', 'and', 'x', '**');
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 30 }), async (picked) => {
        const keys = (await links(picked.join(' '))).map((link) => link.split(':')[0]);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
