import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniform } from '../math/random.ts';
import { accuracyError, choosing, luckOfBest } from './chosen-epoch.ts';

/** As many epochs, each right about each picture with the same chance, independently. */
const coins = (epochs: number, pictures: number, chance: number) =>
  Array.from({ length: epochs }, (_, epoch) =>
    Uint8Array.from({ length: pictures }, (_, place) =>
      uniform(5, 9, epoch, place) < chance ? 1 : 0,
    ),
  );

test('the luckiest of two, three and ten lies where tables of order statistics have it', () => {
  expect(luckOfBest(1)).toBeCloseTo(0, 6);
  expect(luckOfBest(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 6);
  expect(luckOfBest(3)).toBeCloseTo(1.5 / Math.sqrt(Math.PI), 6);
  expect(luckOfBest(10)).toBeCloseTo(1.538753, 5);
  expect(luckOfBest(100)).toBeCloseTo(2.507594, 5);
});

test('half a candidate is refused', () => {
  expect(() => luckOfBest(0.5)).toThrow('got 0.5');
});

test('an accuracy counted on more pictures scatters less, as the root of their number', () => {
  expect(accuracyError(0.5, 100)).toBe(0.05);
  expect(accuracyError(0.9, 3000)).toBeCloseTo(0.005477, 6);
});

test('one epoch cannot be chosen: both means are its accuracy', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 59 }), (pictures) => {
      const right = [Uint8Array.from({ length: 60 }, (_, place) => (place % 3 === 0 ? 0 : 1))];
      const { chosenOn, fresh } = choosing(right, pictures, 400, 1);
      expect(Math.abs(chosenOn - 2 / 3)).toBeLessThan(0.2);
      const whole = (chosenOn * pictures + fresh * (60 - pictures)) / 60;
      expect(whole).toBeCloseTo(2 / 3, 9);
    }),
    { numRuns: 10 },
  );
});

test('among coins the chosen one looks as much better than it is as luck alone would have it', () => {
  const size = 400;
  const { chosenOn, fresh } = choosing(coins(10, 4000, 0.8), size, 500, 3);
  const expected = luckOfBest(10) * accuracyError(0.8, size);
  expect(chosenOn - fresh).toBeGreaterThan(0.8 * expected);
  expect(chosenOn - fresh).toBeLessThan(1.2 * expected);
});

test('an epoch that is far ahead is chosen every time, and its score is no flattery', () => {
  const right = [coins(1, 2000, 0.5)[0]!, coins(2, 2000, 0.95)[1]!];
  const { chosenOn, fresh } = choosing(right, 1000, 200, 3);
  expect(Math.abs(chosenOn - fresh)).toBeLessThan(0.003);
});

test('someone has to be left to ask about', () => {
  expect(() => choosing(coins(2, 10, 0.5), 10, 1, 1)).toThrow('1 to 9 pictures of 10, got 10');
});
