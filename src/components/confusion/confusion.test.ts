import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkedText } from '../figure/figure-text.ts';
import { confusionText } from './confusion-text.ts';
import {
  binName,
  binWords,
  calibrationWords,
  cellName,
  cellWords,
  matrixWords,
} from './sentences.ts';
import {
  binsOf,
  calibrationOf,
  matrixOf,
  rightIn,
  rowSum,
  sumOf,
  verdictsIn,
  verdictsOf,
  worstOf,
  type Verdict,
} from './verdicts.ts';

const probabilities = Float32Array.of(
  ...[0.7, 0.2, 0.1],
  ...[0.05, 0.05, 0.9],
  ...[0.3, 0.3, 0.4],
  ...[0.1, 0.85, 0.05],
);
const four = verdictsOf(250, Uint8Array.of(0, 0, 0, 1), probabilities);

const verdict = (truth: number, answer: number, confidence: number, index = 0): Verdict => ({
  index,
  truth,
  answer,
  confidence,
  probabilities: [],
});
const label = fc.integer({ min: 0, max: 2 });
const some = fc
  .array(
    fc.record({
      truth: label,
      answer: label,
      confidence: fc.double({ min: 1 / 3, max: 1, noNaN: true }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all.map(({ truth, answer, confidence }, index) => verdict(truth, answer, confidence, index)),
  );

describe('verdicts', () => {
  test('name the place, the truth, the answer and its share', () => {
    expect(four.map(({ index }) => index)).toEqual([250, 251, 252, 253]);
    expect(four.map(({ answer }) => answer)).toEqual([0, 2, 2, 1]);
    expect(four[1]!.confidence).toBeCloseTo(0.9, 6);
  });

  test('fall into the cell of their truth and answer', () => {
    expect(matrixOf(four)).toEqual([
      [1, 0, 2],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(rightIn(matrixOf(four))).toBe(2);
    expect(rowSum(matrixOf(four), 0)).toBe(3);
  });

  test('each fall into one cell, and each cell lists its own, the surest first', () => {
    fc.assert(
      fc.property(some, (all) => {
        const matrix = matrixOf(all);
        expect(sumOf(matrix)).toBe(all.length);
        for (const truth of [0, 1, 2])
          for (const answer of [0, 1, 2]) {
            const listed = verdictsIn(all, { truth, answer });
            expect(listed).toHaveLength(matrix[truth]![answer]!);
            listed
              .slice(1)
              .forEach(({ confidence }, at) =>
                expect(confidence).toBeLessThanOrEqual(listed[at]!.confidence),
              );
          }
      }),
    );
  });

  test('have a most frequent mistake, which is never a right answer', () => {
    expect(worstOf(matrixOf(four))).toEqual({ truth: 0, answer: 2 });
    expect(
      worstOf([
        [9, 1, 1],
        [3, 9, 0],
        [0, 2, 9],
      ]),
    ).toEqual({ truth: 1, answer: 0 });
  });
});

test('answers that are no numbers are refused', () => {
  expect(() => verdictsOf(0, Uint8Array.of(1), Float32Array.of(NaN, NaN, NaN))).toThrow('got NaN');
});

describe('bins of confidence', () => {
  test('hold every picture once, both ends too', () => {
    fc.assert(
      fc.property(some, (all) => {
        const bins = binsOf(all);
        expect(bins.reduce((sum, { pictures }) => sum + pictures, 0)).toBe(all.length);
      }),
    );
    const ends = binsOf([verdict(0, 0, Math.fround(1 / 3) - 1e-7), verdict(0, 0, 1 + 1e-7)]);
    expect(ends.map(({ pictures }) => pictures)).toEqual([1, 0, 0, 0, 0, 0, 1]);
  });

  test('compare how sure with how right', () => {
    const bins = binsOf([
      verdict(0, 0, 0.96),
      verdict(0, 1, 0.94),
      verdict(1, 1, 0.55),
      verdict(1, 1, 0.45),
    ]);
    expect(bins.at(-1)).toMatchObject({ pictures: 2, right: 1, accuracy: 0.5 });
    expect(bins.at(-1)!.confidence).toBeCloseTo(0.95, 12);
    const found = calibrationOf(bins)!;
    expect(found).toMatchObject({ pictures: 4, accuracy: 0.75 });
    expect(found.confidence).toBeCloseTo(0.725, 12);
    // Two pictures 0.45 too sure, one 0.45 and one 0.55 not sure enough.
    expect(found.gap).toBeCloseTo((0.45 + 0.45 + 0.45 + 0.55) / 4, 12);
  });

  test('of no pictures say nothing', () => {
    expect(calibrationOf(binsOf([]))).toBeNull();
  });

  test('have no gap where every bin is as right as it is sure', () => {
    const fair = [0, 0, 0, 1].map((answer) => verdict(0, answer, 0.75));
    expect(calibrationOf(binsOf(fair))!.gap).toBeCloseTo(0, 12);
  });
});

describe('the words', () => {
  test('fit the contract of figures', () => {
    const text = confusionText(matrixOf(four));
    expect(checkedText(text)).toBe(text);
    expect(text.takeaway).toContain('airplanes answered as birds: 2 of 3.');
  });

  test('say what a cell holds', () => {
    const matrix = [
      [801, 66, 133],
      [34, 939, 27],
      [81, 23, 896],
    ];
    const cell = { truth: 0, answer: 2 };
    expect(cellName(cell)).toBe('airplanes answered as birds');
    expect(cellWords(matrix, cell)).toBe(
      '133 of 1,000 airplanes are answered with bird, 13.3%: wrong.',
    );
    expect(cellWords(matrix, { truth: 1, answer: 1 })).toMatch(/93\.9%: right\.$/);
    expect(matrixWords(matrix)).toBe('2,636 of 3,000 right, 87.9%');
    expect(cellWords(matrixOf([]), cell)).toBe('0 of 0 airplanes are answered with bird: wrong.');
  });

  test('say of a bin how sure and how right it is', () => {
    const [bin] = binsOf([verdict(0, 0, 0.95), verdict(0, 1, 0.95)]).slice(-1);
    expect(binName(bin!)).toBe('90 to 100%');
    expect(binWords(bin!)).toBe(
      'Answers given 90 to 100%: 2 pictures, 95.0% sure on average, 50.0% right.',
    );
    expect(binWords(binsOf([])[0]!)).toBe('Answers given 33 to 40%: none.');
  });

  test('say on which side the network errs', () => {
    const base = { pictures: 250, gap: 0.05 };
    expect(calibrationWords({ ...base, confidence: 0.93, accuracy: 0.88 })).toContain(
      'surer than it is right, by 5.0 points',
    );
    expect(calibrationWords({ ...base, confidence: 0.8, accuracy: 0.88 })).toContain(
      'less sure than it is right, by 8.0 points',
    );
    expect(calibrationWords({ ...base, confidence: 0.88, accuracy: 0.88 })).toContain(
      'as sure as it is right',
    );
  });
});
