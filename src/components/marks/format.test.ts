import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { bytesText, countText, lossText, percentText, rateText } from './format.ts';

describe('numbers for readers', () => {
  test('counts have commas', () => {
    expect(countText(15_000)).toBe('15,000');
    expect(countText(7)).toBe('7');
    expect(countText(NaN)).toBe('unknown');
  });

  test('a loss has three decimals below 10 and fewer above', () => {
    expect(lossText(Math.log(3))).toBe('1.099');
    expect(lossText(9.9996)).toBe('10.0');
    expect(lossText(1234.56)).toBe('1,234.6');
    expect(lossText(1e7)).toBe('1.0e+7');
  });

  test('a loss that is no number is said in words', () => {
    expect(lossText(NaN)).toBe('not a number');
    expect(lossText(Infinity)).toBe('infinite');
  });

  test('a share is a percentage with one decimal', () => {
    expect(percentText(0.883)).toBe('88.3%');
    expect(percentText(1 / 3)).toBe('33.3%');
    expect(percentText(NaN)).toBe('unknown');
  });

  test('a rate has about three digits', () => {
    expect(rateText(1048.3)).toBe('1,048');
    expect(rateText(42.34)).toBe('42.3');
    expect(rateText(0.268)).toBe('0.27');
    expect(rateText(99.96)).toBe('100');
  });

  test('bytes are megabytes of megabytes', () => {
    expect(bytesText(3_100_000, 46_098_000)).toBe('3.1 of 46.1 MB');
  });

  test('what is written of a loss is near to it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 90_000, noNaN: true }), (loss) => {
        const read = Number(lossText(loss).replaceAll(',', ''));
        expect(Math.abs(read - loss)).toBeLessThanOrEqual(loss < 9.9995 ? 0.00051 : 0.051);
      }),
    );
  });
});
