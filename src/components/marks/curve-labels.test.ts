import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { endLabels, spread } from './curve-labels.ts';
import type { Curve, CurveKind } from './curve.ts';

describe('labels moved apart', () => {
  test('labels that are clear of each other stay where they wish to be', () => {
    expect(spread([20, 200, 90], 16, 240)).toEqual([20, 200, 90]);
  });

  test('two labels that wish for one place share the way', () => {
    expect(spread([100, 100], 16, 240)).toEqual([92, 108]);
  });

  test('labels stay inside the panel', () => {
    expect(spread([0, 1], 16, 240)).toEqual([8, 24]);
    expect(spread([240, 239], 16, 240)).toEqual([232, 216]);
  });

  test('no labels need no places', () => {
    expect(spread([], 16, 240)).toEqual([]);
  });

  test('they never cover each other, keep their order and keep inside, wherever they wish to be', () => {
    const wishes = fc.array(fc.double({ min: -20, max: 260, noNaN: true }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(wishes, (wanted) => {
        const places = spread(wanted, 16, 240);
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(8 - 1e-9);
          expect(place).toBeLessThanOrEqual(232 + 1e-9);
        }
        for (let rank = 1; rank < order.length; rank++)
          expect(places[order[rank]!]! - places[order[rank - 1]!]!).toBeGreaterThanOrEqual(
            16 - 1e-9,
          );
      }),
    );
  });

  test('where there is no room for all they share it evenly', () => {
    expect(spread([10, 10, 10], 16, 40)).toEqual([8, 20, 32]);
  });
});

describe('labels at the ends of lines', () => {
  const curve = (kind: CurveKind, epoch: number, value: number): Curve => ({
    kind,
    points: [{ epoch, value }],
    dots: false,
    label: kind,
  });
  const level = { value: 1, label: 'guessing' };
  const labels = (curves: readonly Curve[]) =>
    endLabels(curves, level, 10, (value) => 240 - 100 * value, 240);

  test('stand where their line ends', () => {
    const [label] = labels([curve('validation', 3, 0.5)]).filter(
      ({ kind }) => kind === 'validation',
    );
    expect(label).toEqual({ kind: 'validation', text: 'validation', left: 30, top: 190 });
  });

  test('give way to each other where their lines end at one height', () => {
    const both = labels([curve('beside-validation', 10, 0.5), curve('validation', 6, 0.5)]);
    const tops = both.filter(({ kind }) => kind !== 'level').map(({ top }) => top);
    expect(tops).toEqual([181, 199]);
  });

  test('a line without points or without a label has none', () => {
    const silent: Curve = { ...curve('steps', 1, 1), label: null };
    const empty: Curve = { ...curve('smooth', 1, 1), points: [] };
    expect(labels([silent, empty]).map(({ kind }) => kind)).toEqual(['level']);
  });
});
