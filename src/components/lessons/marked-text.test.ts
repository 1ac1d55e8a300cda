import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, runsOf } from './marked-text.ts';

test('code and stress become runs of their own', () => {
  expect(runsOf('In `conv1a`, _not_ there.')).toEqual([
    { text: 'In ', as: 'plain' },
    { text: 'conv1a', as: 'code' },
    { text: ', ', as: 'plain' },
    { text: 'not', as: 'stress' },
    { text: ' there.', as: 'plain' },
  ]);
});

test('an underscore inside a word or inside code is an underscore', () => {
  expect(runsOf('val_accuracy and _x')).toEqual([{ text: 'val_accuracy and _x', as: 'plain' }]);
  expect(runsOf('`a_b_c`')).toEqual([{ text: 'a_b_c', as: 'code' }]);
});

test('nothing but marks is lost, whatever the text', () => {
  const bare = (text: string) => text.replace(/[`_]/g, '');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '_', '`', ' ', '.', '×') }), (text) => {
      expect(bare(plainText(text))).toBe(bare(text));
      expect(runsOf(text).every((run) => run.text !== '')).toBe(true);
    }),
  );
});
