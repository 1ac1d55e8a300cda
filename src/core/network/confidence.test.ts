import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confidence, surerThan } from './confidence.ts';
import { rightAnswers } from './right-answers.ts';

const edges = [0.33, 0.5, 0.9, 1];

test('four pictures fall into their bands, and the surest mistake is found', () => {
  const shares = [0.9, 0.05, 0.05, 0.2, 0.5, 0.3, 0.34, 0.33, 0.33, 0, 0.02, 0.98];
  const { bands, surestMistake } = confidence(shares, [1, 1, 0, 2], edges);
  expect(bands.map(({ pictures, right }) => [pictures, right])).toEqual([
    [1, 1],
    [1, 1],
    [2, 1],
  ]);
  expect(bands[2]!.share).toBeCloseTo(0.94, 12);
  expect(surestMistake).toEqual({ place: 0, label: 1, answer: 0, share: 0.9 });
});

const answers = fc.array(
  fc.record({
    weights: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((w) => w.map((v) => v + 1)),
    label: fc.nat(2),
  }),
  { minLength: 1, maxLength: 40 },
);

test('no picture is lost, and the right ones are those that are counted elsewhere', () => {
  fc.assert(
    fc.property(answers, (some) => {
      const shares = some.flatMap(({ weights }) => {
        const sum = weights.reduce((a, b) => a + b, 0);
        return weights.map((weight) => weight / sum);
      });
      const labels = some.map(({ label }) => label);
      const found = confidence(shares, labels, edges);
      const all = surerThan(found, 0.33);
      expect(all.pictures).toBe(labels.length);
      expect(all.right).toBe(rightAnswers(shares, labels));
      expect(found.surestMistake === null).toBe(all.right === labels.length);
    }),
  );
});

test('a share of 1 belongs to the last band, and a float that rounds above it too', () => {
  const { bands } = confidence([0, 1.0000001, 0, 1, 0, 0], [1, 1], edges);
  expect(bands[2]).toMatchObject({ pictures: 2, right: 1 });
});

test('what no band holds is refused', () => {
  expect(() => confidence([0.3, 0.3, 0.3], [0], edges)).toThrow('from 0.33 to 1, got 0.3');
  expect(() => confidence([1.5, 0, 0], [0], edges)).toThrow('got 1.5');
  expect(() => confidence([0.5, 0.5], [0, 1, 2], edges)).toThrow('each of 3 pictures, got 2');
  expect(() => surerThan(confidence([1, 0, 0], [0], edges), 0.6)).toThrow('got 0.6');
});
