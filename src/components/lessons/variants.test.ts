import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draw } from './lesson.ts';
import { sample } from './lesson.fixture.ts';
import { nextVariant, questionAt } from './variants.ts';

const [size, kind] = sample.exercises;

/** An exercise that only says what was drawn. */
const drawing = (draws: (draw: Draw) => unknown) => ({
  id: 'sample-drawing',
  title: 'Drawing',
  make: (draw: Draw) => ({
    kind: 'choice' as const,
    question: JSON.stringify(draws(draw)),
    options: [],
    solution: '',
  }),
});

test('a class shares its numbers: seed, exercise and variant decide them', () => {
  expect(questionAt(size!, 12, 3)).toEqual(questionAt(size!, 12, 3));
  const others = Array.from({ length: 20 }, (_, at) => questionAt(size!, 12 + at, 3).question);
  expect(new Set(others).size).toBeGreaterThan(10);
  // Written down, so that a printed key stays right.
  expect(questionAt(size!, 12, 1)).toMatchObject({ answer: 24 });
});

test('a draw is a whole number of its range, and reaches both ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer(), (seed, from) => {
      const least = from % 1000;
      const { question } = questionAt(
        drawing((draw) => Array.from({ length: 40 }, () => draw(least, least + 3))),
        seed,
        1,
      );
      const drawn = JSON.parse(question) as number[];
      expect(drawn.every((value) => Number.isInteger(value))).toBe(true);
      expect(Math.min(...drawn)).toBe(least);
      expect(Math.max(...drawn)).toBe(least + 3);
    }),
    { numRuns: 30 },
  );
});

test('a range that is none is refused by name', () => {
  expect(() =>
    questionAt(
      drawing((draw) => draw(3, 2)),
      1,
      1,
    ),
  ).toThrow('got 3 and 2');
  expect(() =>
    questionAt(
      drawing((draw) => draw(0.5, 2)),
      1,
      1,
    ),
  ).toThrow('got 0.5 and 2');
});

test('another one asks something else, and an exercise with one variant has no other', () => {
  for (let variant = 1; variant < 50; variant++) {
    const next = nextVariant(size!, 5, variant);
    expect(next).toBeGreaterThan(variant);
    expect(questionAt(size!, 5, next!)).not.toEqual(questionAt(size!, 5, variant));
  }
  expect(nextVariant(kind!, 5, 1)).toBeNull();
});
