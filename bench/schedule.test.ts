import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPortion, owed, rotated } from './schedule.ts';

/** Steps that a contender takes round by round: the first one of a round, then its warm ones, as `rounds.ts` asks for them. */
function taken(first: number, warm: number, rounds: number, most: number): number[] {
  const steps: number[] = [];
  return Array.from({ length: rounds }, (_, round) => {
    const before = steps.length;
    for (;;) {
      const { counted } = nextPortion(first, steps, { rounds, round, most });
      for (let i = 0; i < counted; i++) steps.push(warm);
      if (counted === 0 || round < rounds - 1) break;
    }
    return steps.length - before;
  });
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

describe('the schedule', () => {
  it('asks for twenty warm steps at least, and for fewer only of more than ten seconds', () => {
    const seconds = fc.double({ min: 0.001, max: 200, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, fc.integer({ min: 1, max: 5 }), (first, warm, rounds) => {
        const all = sum(taken(first, warm, rounds, Infinity));
        const least = warm > 60 ? 2 : warm > 10 ? 3 : 20;
        expect(all).toBeGreaterThanOrEqual(least);
        expect(all).toBeGreaterThanOrEqual(owed(warm, { rounds, most: Infinity }));
      }),
    );
  });

  it('spreads slow steps over the rounds', () => {
    expect(taken(40, 40, 3, Infinity)).toEqual([1, 1, 1]);
    expect(taken(100, 100, 3, Infinity)).toEqual([1, 1, 0]);
    expect(taken(0.3, 0.2, 3, Infinity)).toEqual([20, 20, 20]);
    expect(taken(5, 5, 3, Infinity)).toEqual([7, 7, 6]);
  });

  it('makes up for a first step that took long to compile', () => {
    expect(taken(30, 2, 1, Infinity)).toEqual([20]);
  });

  it('takes no more than it is told, and then warms up for nothing', () => {
    expect(sum(taken(0.2, 0.2, 2, 1))).toBe(1);
    const pace = { rounds: 1, round: 0, most: 1 };
    expect(nextPortion(0.2, [], pace)).toEqual({ uncounted: 0, counted: 1 });
    expect(nextPortion(0.2, [], { ...pace, most: Infinity }).uncounted).toBeGreaterThan(0);
    expect(nextPortion(20, [], { ...pace, most: Infinity }).uncounted).toBe(0);
  });

  it('begins each round with another contender, and leaves none out', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'];
    const orders = [0, 1, 2].map((round) => rotated(all, round, 3));
    expect(orders.map(([first]) => first)).toEqual(['a', 'c', 'e']);
    for (const order of orders) expect(order.toSorted()).toEqual(all);
  });
});
