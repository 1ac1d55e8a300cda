import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { movingAverage } from '../../core/math/batch-norm.ts';
import { fiveDigits, weightDigits } from './digits.ts';
import { adamLines, movedLine } from './formulas.ts';
import { learningRate, weightStep } from './weight-step.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** What a reader with a pocket calculator gets for a text. */
function calculated(text: string): number {
  const script = text
    .replace(
      /⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (raised) =>
        raised
          .replace('⁻', '-')
          .replace(/./g, (mark) => {
            const digit = superscripts.indexOf(mark);
            return digit < 0 ? mark : String(digit);
          })
          .replace(/^/, '**(') + ')',
    )
    .replaceAll('−', '-')
    .replaceAll('×', '*')
    .replace(/√(\([^()]*(?:\([^()]*\)[^()]*)*\)|[\d.]+)/g, 'Math.sqrt($1)');
  return Number(new Function(`return (${script})`)());
}

const size = fc
  .tuple(fc.double({ min: 1, max: 9.999, noNaN: true }), fc.integer({ min: -7, max: 0 }))
  .map(([mantissa, exponent]) => mantissa * 10 ** exponent);
const signed = fc.tuple(size, fc.boolean()).map(([value, minus]) => (minus ? -value : value));
const befores = fc.record({
  t: fc.integer({ min: 1, max: 12 }),
  weight: fc.double({ min: -1, max: 1, noNaN: true }),
  gradient: signed,
  firstMoment: signed,
  // As after steps with such gradients: v is at least a thousandth of a square.
  secondMoment: size.map((value) => value ** 2 + 1e-14),
});

describe('the formula with its numbers in it', () => {
  test('gives what Adam does, to the digits shown', () => {
    fc.assert(
      fc.property(befores, (before) => {
        const one = weightStep(before);
        const [m, v, mHat, vHat, step, w] = adamLines(one);
        const close = (line: typeof m, terms: number): void => {
          const shown = calculated(line!.result);
          expect(Math.abs(calculated(line!.formula) - shown)).toBeLessThanOrEqual(1.2e-4 * terms);
        };
        close(m, 0.9 * Math.abs(before.firstMoment) + 0.1 * Math.abs(before.gradient));
        close(v, 2 * (0.999 * before.secondMoment + 0.001 * before.gradient ** 2));
        close(mHat, Math.abs(one.correctedFirst));
        close(vHat, one.correctedSecond);
        expect(Math.abs(calculated(step!.formula) - one.step)).toBeLessThanOrEqual(
          1.2e-4 * Math.abs(one.step) + 1e-9,
        );
        expect(Math.abs(calculated(step!.result) - one.step)).toBeLessThanOrEqual(0.51e-6);
        expect(Math.abs(calculated(w!.formula) - calculated(w!.result))).toBeLessThanOrEqual(
          1.6e-6,
        );
        expect(w!.result).toBe(weightDigits(one.after));
      }),
    );
  });

  test('begins at nothing in the first step, which is as long as the learning rate', () => {
    const before = { t: 1, weight: 0.25, gradient: -0.0125, firstMoment: 0, secondMoment: 0 };
    const lines = adamLines(weightStep(before));
    expect(lines[0]).toMatchObject({
      formula: '0.9 × 0 + 0.1 × (−0.012500)',
      result: '−0.0012500',
    });
    expect(lines[1]!.formula).toBe('0.999 × 0 + 0.001 × (−0.012500)²');
    expect(lines[5]).toMatchObject({ formula: '0.250000 − (−0.001000)', result: '0.251000' });
    expect(calculated(lines[4]!.result)).toBe(-learningRate);
  });

  test('of a moving statistic gives what the moving average of core does', () => {
    fc.assert(
      fc.property(signed, signed, (before, batch) => {
        const [after] = movingAverage(Float64Array.of(before), Float64Array.of(batch), 0.99);
        const { formula, result } = movedLine('mean', 0.99, { before, batch, after: after! });
        expect(Math.abs(calculated(formula) - after!)).toBeLessThanOrEqual(
          1.2e-4 * (0.99 * Math.abs(before) + 0.01 * Math.abs(batch)),
        );
        expect(result).toBe(fiveDigits(after!));
      }),
    );
  });
});

describe('digits', () => {
  test('are five that count, small numbers by a power of ten', () => {
    expect([0.0741234, -0.0741234, 2.134e-5, -3e-12, 1.5, 0, NaN].map(fiveDigits)).toEqual([
      '0.074123',
      '−0.074123',
      '2.1340 × 10⁻⁵',
      '−3.0000 × 10⁻¹²',
      '1.5000',
      '0',
      'not a number',
    ]);
  });

  test('of a weight are six behind the point, with no minus before zero', () => {
    expect([0.1234567, -0.1234567, -1e-9].map(weightDigits)).toEqual([
      '0.123457',
      '−0.123457',
      '0.000000',
    ]);
  });
});
