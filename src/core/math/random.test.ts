import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { permutation, quad, streams, substream, uniform, word } from './random.ts';

const mask = 0xffffffffn;

/** pcg4d as the paper prints it, in arithmetic without a word size, cut to 32 bits by hand. */
function pcg4d(seed: number, stream: number, step: number, index: number): number[] {
  const [x, y, z, w] = [0, 1, 2, 3] as const;
  const v = [seed, stream, step, index].map(
    (value) => ((BigInt(value) & mask) * 1664525n + 1013904223n) & mask,
  );
  const mix = () => {
    v[x] = (v[x]! + v[y]! * v[w]!) & mask;
    v[y] = (v[y]! + v[z]! * v[x]!) & mask;
    v[z] = (v[z]! + v[x]! * v[y]!) & mask;
    v[w] = (v[w]! + v[y]! * v[z]!) & mask;
  };
  mix();
  for (const i of [x, y, z, w]) v[i]! ^= v[i]! >> 16n;
  mix();
  return v.map(Number);
}

/** Pearson's statistic of counts that should be equal. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('the generator', () => {
  // Computed once with `pcg4d` above; every engine in every language has to give these bits.
  test.each([
    [
      [0, 0, 0, 0],
      [251852841, 760645481, 850445371, 3542436074],
    ],
    [
      [1, 2, 3, 4],
      [908250390, 4044648920, 3775961919, 45698095],
    ],
    [
      [0xffffffff, 3, 117, 0x7fffffff],
      [3715695074, 2810541253, 1988233989, 300977029],
    ],
    [
      [42, 0x0403, 1179, 25599],
      [1464387788, 1847543850, 2152489484, 4093637298],
    ],
  ] as const)(
    'gives the known words for the counter %j',
    ([seed, stream, step, index], expected) => {
      expect([...quad(seed, stream, step, index)]).toEqual(expected);
    },
  );

  test('is pcg4d for any counter', () => {
    const any = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(any, any, any, any, (seed, stream, step, index) => {
        expect([...quad(seed, stream, step, index)]).toEqual(pcg4d(seed, stream, step, index));
      }),
    );
  });

  test('numbers its words by lane: word i is lane i % 4 of quad i / 4', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat({ max: 1e6 }), (seed, step, index) => {
        const four = [...quad(seed, streams.data, step, Math.floor(index / 4))];
        expect(word(seed, streams.data, step, index)).toBe(four[index % 4]);
      }),
    );
  });

  test('gives uniform numbers of 24 bits, below 1, that float32 holds exactly', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, index) => {
        const value = uniform(seed, streams.browse, 0, index);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
        expect(Math.fround(value)).toBe(value);
      }),
    );
  });

  test('fills 64 bins evenly, from each stream and along each of its counters', () => {
    const draw: Readonly<Record<string, (i: number) => number>> = {
      index: (i) => uniform(7, streams.weights, 0, i),
      step: (i) => uniform(7, streams.dropout, i, 0),
      seed: (i) => uniform(i, streams.order, 0, 0),
      stream: (i) => uniform(7, i, 0, 0),
    };
    for (const [name, at] of Object.entries(draw)) {
      const bins = new Array<number>(64).fill(0);
      for (let i = 0; i < 64_000; i++) bins[Math.floor(at(i) * 64)]!++;
      // 63 degrees of freedom: 33 to 104 holds all but 1 in 1,000 on each side; the draw is fixed, so this can't flicker.
      expect(chiSquare(bins), name).toBeGreaterThan(33);
      expect(chiSquare(bins), name).toBeLessThan(104);
    }
  });

  test('has no lane, and no pair of neighbours, that leans', () => {
    const pairs = new Array<number>(256).fill(0);
    for (let i = 0; i < 64_000; i++) {
      const one = word(3, streams.dropout, 5, i) >>> 28;
      const other = word(3, streams.dropout, 5, i + 1) >>> 28;
      pairs[one * 16 + other]!++;
    }
    // 255 degrees of freedom, 1 in 1,000 on each side.
    expect(chiSquare(pairs)).toBeGreaterThan(190);
    expect(chiSquare(pairs)).toBeLessThan(331);
    for (let lane = 0; lane < 4; lane++) {
      let sum = 0;
      for (let i = 0; i < 20_000; i++) sum += uniform(3, streams.dropout, 5, 4 * i + lane);
      // The mean of 20,000 has deviation 0.002; four of them.
      expect(Math.abs(sum / 20_000 - 0.5)).toBeLessThan(0.0082);
    }
  });

  test('never gives two streams or substreams one number', () => {
    const names = Object.values(streams).flatMap((stream) =>
      Array.from({ length: 40 }, (_, part) => substream(stream, part)),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(substream(streams.weights, 0)).toBe(streams.weights);
  });
});

describe('a permutation', () => {
  test('holds each place exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(), fc.nat(), (count, seed, step) => {
        const order = permutation(count, seed, streams.order, step);
        expect([...order].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
      }),
    );
  });

  test('is the same for the same seed and step, and another for others', () => {
    const order = [...permutation(200, 5, streams.order, 2)];
    expect([...permutation(200, 5, streams.order, 2)]).toEqual(order);
    expect([...permutation(200, 6, streams.order, 2)]).not.toEqual(order);
    expect([...permutation(200, 5, streams.order, 3)]).not.toEqual(order);
    expect([...permutation(200, 5, streams.data, 2)]).not.toEqual(order);
  });

  test('of ten is frozen: a saved run goes on in the same order', () => {
    expect([...permutation(10, 1, streams.order, 0)]).toEqual([7, 0, 5, 6, 3, 4, 9, 8, 2, 1]);
  });

  test('takes all 24 orders of four equally often', () => {
    const tally = new Map<string, number>();
    for (let seed = 0; seed < 24_000; seed++) {
      const key = permutation(4, seed, streams.order, 0).join('');
      tally.set(key, (tally.get(key) ?? 0) + 1);
    }
    expect(tally.size).toBe(24);
    // 23 degrees of freedom, 1 in 1,000 on each side.
    expect(chiSquare([...tally.values()])).toBeGreaterThan(7);
    expect(chiSquare([...tally.values()])).toBeLessThan(50);
  });
});
