import { expect, test } from 'vitest';
import { limits } from '../../core/network/recipe.ts';
import { faultAsTyped, numberFrom, rangeText } from './number-entry.ts';

test.each([
  ['0.001', 0.001],
  [' 1e-3 ', 0.001],
  ['.5', 0.5],
  ['128', 128],
  ['-1', -1],
  ['1e5000', Infinity],
])('"%s" is read as %d', (text, value) => {
  expect(numberFrom(text)).toBe(value);
});

test.each(['', ' ', 'fast', '0x10', '1,5', '1 2', 'NaN', 'Infinity'])(
  '"%s" is no number',
  (text) => {
    expect(numberFrom(text)).toBeNaN();
  },
);

test('the ranges are told without powers of ten', () => {
  expect(rangeText(limits.learningRate)).toBe('0.000001 to 1,000');
  expect(rangeText(limits.batchSize)).toBe('1 to 512');
});

test('a fault shows what was typed, not what became of it', () => {
  const fault = 'The batch size must be a whole number from 1 to 512; got NaN.';
  expect(faultAsTyped(fault, ' fast ')).toMatch(/got “fast”\.$/);
  expect(faultAsTyped(fault, ' ')).toMatch(/got nothing\.$/);
  expect(faultAsTyped(fault, '$&'.repeat(40))).toMatch(/got “(\$&){10}…”\.$/);
  expect(faultAsTyped('… got 0.', '0')).toBe('… got 0.');
});
