import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueText, weightText } from './value-text.ts';

test('values have three decimals and a real minus, and zero has none', () => {
  expect(valueText(0.41349)).toBe('0.413');
  expect(valueText(-1)).toBe('−1.000');
  expect(valueText(-0.0001)).toBe('0.000');
  expect(valueText(NaN)).toBe('not a number');
  expect(valueText(-Infinity)).toBe('−infinite');
});

test('whole weights are bare, others have three decimals', () => {
  expect([-1, 0.5, 1 / 16, -0.0001, 0].map(weightText)).toEqual(['−1', '0.500', '0.063', '0', '0']);
});

test('what is written reads back as the value, to three decimals', () => {
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (value) => {
      for (const text of [valueText(value), weightText(value)])
        expect(Math.abs(Number(text.replace('−', '-')) - value)).toBeLessThanOrEqual(0.0005 + 1e-9);
    }),
  );
});
