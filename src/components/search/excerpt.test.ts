import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from './excerpt.ts';

test('what was looked for is told from the rest', () => {
  expect(piecesOf('a <mark>receptive</mark> <mark>field</mark>.')).toEqual([
    { text: 'a ', found: false },
    { text: 'receptive', found: true },
    { text: ' ', found: false },
    { text: 'field', found: true },
    { text: '.', found: false },
  ]);
  expect(piecesOf('')).toEqual([]);
});

test('entities become their characters, once', () => {
  expect(piecesOf('1 &lt; 2 &amp;amp; &quot;3&quot; &#39;')).toEqual([
    { text: '1 < 2 &amp; "3" \'', found: false },
  ]);
});

test('no text is lost, whatever it is', () => {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.boolean())), (parts) => {
      const html = parts
        .map(([text, found]) => (found ? `<mark>${escaped(text)}</mark>` : escaped(text)))
        .join('');
      const pieces = piecesOf(html);
      expect(pieces.map(({ text }) => text).join('')).toBe(parts.map(([text]) => text).join(''));
    }),
  );
});
