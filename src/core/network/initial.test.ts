import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropoutMask, glorotLimit, initialWeights } from './initial.ts';
import { network } from './network.ts';
import { layOut, view } from './parameters.ts';

const layout = layOut(network);

describe('the weights before the first step', () => {
  const weights = initialWeights(layout, 1);

  test('have the limits of Glorot and Bengio', () => {
    expect(glorotLimit([3, 3, 3, 32])).toBeCloseTo(Math.sqrt(6 / (27 + 288)), 14);
    expect(glorotLimit([512, 3])).toBeCloseTo(Math.sqrt(6 / 515), 14);
  });

  test.each(layout.parameters.filter((p) => p.part === 'kernel'))(
    'spread $name evenly over its interval',
    ({ name, shape, length }) => {
      const limit = glorotLimit(shape);
      const values = view(layout, weights, name);
      const mean = values.reduce((sum, value) => sum + value, 0) / length;
      const square = values.reduce((sum, value) => sum + value ** 2, 0) / length;
      const most = values.reduce((largest, value) => Math.max(largest, value), -1);
      const least = values.reduce((smallest, value) => Math.min(smallest, value), 1);
      // A uniform variable has variance limit^2 / 3; five deviations of the mean, and of the mean square.
      expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * length));
      const deviation = (limit ** 2 * Math.sqrt(4 / 45)) / Math.sqrt(length);
      expect(Math.abs(square - limit ** 2 / 3)).toBeLessThan(5 * deviation);
      expect(most / limit).toBeGreaterThan(0.95);
      expect(most / limit).toBeLessThanOrEqual(1 + 1e-7);
      expect(least / limit).toBeLessThan(-0.95);
      expect(least / limit).toBeGreaterThanOrEqual(-1 - 1e-7);
    },
  );

  test('are 0 and 1 where they are not drawn', () => {
    for (const { name, part } of layout.parameters) {
      if (part === 'kernel') continue;
      const expected = part === 'gamma' || part === 'moving_variance' ? 1 : 0;
      expect([...new Set(view(layout, weights, name))], name).toEqual([expected]);
    }
  });

  test('are a function of the seed, and each kernel draws numbers of its own', () => {
    expect(initialWeights(layout, 1)).toEqual(weights);
    expect(initialWeights(layout, 2)).not.toEqual(weights);
    const unit = (name: string, shape: readonly number[]) =>
      view(layout, weights, name)[0]! / glorotLimit(shape);
    const firsts = layout.parameters
      .filter((p) => p.part === 'kernel')
      .map((p) => unit(p.name, p.shape));
    expect(new Set(firsts.map((value) => value.toFixed(6))).size).toBe(7);
  });

  test('are frozen for seed 1, so that a seed names the same run on every engine and in every version', () => {
    expect([...view(layout, weights, 'conv1a/kernel').subarray(0, 4)]).toEqual([
      0.03305179253220558, 0.11239966750144958, -0.003049394814297557, 0.08528264611959457,
    ]);
  });
});

describe('a dropout mask', () => {
  test('keeps about 1 - rate of the values', () => {
    for (const rate of [0.1, 0.5, 0.8]) {
      const mask = dropoutMask(40_000, rate, 3, 4, 0);
      const kept = mask.reduce((sum, bit) => sum + bit, 0) / mask.length;
      // Five deviations of a share of 40,000.
      expect(Math.abs(kept - (1 - rate))).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / 40_000));
    }
    expect(dropoutMask(100, 0, 3, 4, 0)).toEqual(new Uint8Array(100).fill(1));
    expect(dropoutMask(100, 1, 3, 4, 0)).toEqual(new Uint8Array(100));
  });

  test('made in parts is the whole, wherever it is cut at a multiple of 4', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 20 }),
        fc.nat(),
        fc.nat({ max: 2000 }),
        (length, quads, seed, step) => {
          const cut = Math.min(4 * quads, length - (length % 4));
          const whole = dropoutMask(length, 0.5, seed, 9, step);
          const head = dropoutMask(cut, 0.5, seed, 9, step);
          const tail = dropoutMask(length - cut, 0.5, seed, 9, step, cut);
          expect([...head, ...tail]).toEqual([...whole]);
        },
      ),
    );
  });

  test('is another in each step, for each layer and each seed, and none is like its neighbour', () => {
    const masks = [
      dropoutMask(4000, 0.5, 1, 4, 0),
      dropoutMask(4000, 0.5, 1, 4, 1),
      dropoutMask(4000, 0.5, 1, 9, 0),
      dropoutMask(4000, 0.5, 2, 4, 0),
    ];
    for (const [i, one] of masks.entries())
      for (const other of masks.slice(i + 1)) {
        const alike = one.filter((bit, at) => bit === other[at]).length;
        // Two fair masks agree in 2,000 of 4,000 places; five deviations are 158.
        expect(Math.abs(alike - 2000)).toBeLessThan(158);
      }
  });

  test('is frozen for seed 1, so that every engine drops the same values', () => {
    expect(dropoutMask(32, 0.5, 1, 4, 0).join('')).toBe('00100000111100010001000011111110');
  });
});
