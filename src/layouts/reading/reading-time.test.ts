import { expect, test } from 'vitest';
import { minutesFor, wordsIn } from './reading-time.ts';

test.each([
  ['', 0],
  ['One two, three.', 3],
  ['A cross-entropy of 0.69 isn’t much', 6],
  ['## A heading\n\nand **bold** text', 5],
  ['see [the figures](../atlas/ "all of them")', 3],
  ['There are <Fact of="parameters" /> numbers', 3],
  ['<Takeaway>\nTwo words\n</Takeaway>', 2],
  ["import a from 'b';\n\ntext", 1],
  ['before\n\n```python\nx = 1\ny = 2\n```\n\nafter', 2],
  ['so $$\na + b\n$$ then', 2],
])('%j has %i words', (source, words) => {
  expect(wordsIn(source)).toBe(words);
});

test('minutes are whole, and never none', () => {
  expect(minutesFor('')).toBe(1);
  expect(minutesFor('word '.repeat(290))).toBe(1);
  expect(minutesFor('word '.repeat(310))).toBe(2);
  expect(minutesFor('word '.repeat(1_400))).toBe(7);
});
