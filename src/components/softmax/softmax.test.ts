import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { look, pass } from '../../core/network/oracle.ts';
import { checkedText } from '../figure/figure-text.ts';
import { greyPicture, noisePicture, reachOf, scoresOf, termsOf, winnerOf } from './scores.ts';
import { addedWords, originWords, powerText, termWords } from './sentences.ts';
import { softmaxText } from './softmax-text.ts';

const scores = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
});

describe('the scores of a picture', () => {
  const weights = initialWeights(layout, 7);
  const picture = noisePicture(1);

  test('are the logits of the oracle, and softmax makes its answers of them', () => {
    const found = scoresOf(weights, look(network, layout, weights, picture));
    const whole = pass(network, layout, weights, picture);
    found.forEach((score, label) => expect(score).toBeCloseTo(whole.logits[label]!, 5));
    termsOf(found).terms.forEach(({ share }, label) =>
      expect(share).toBeCloseTo(whole.probabilities[label]!, 6),
    );
    expect(new Set(found.map((score) => score.toFixed(4))).size, 'no three equal ones').toBe(3);
  });

  test('need the values before the last layer', () => {
    expect(() => scoresOf(weights, new Map())).toThrow('got none');
  });
});

describe('the terms', () => {
  test('are powers over their sum, and the shares add up to 1', () => {
    fc.assert(
      fc.property(scores, (three) => {
        const { terms, sum } = termsOf(three);
        for (const { power, share, score } of terms) {
          expect(power).toBe(Math.exp(score));
          expect(share).toBeCloseTo(power / sum, 9);
        }
        expect(terms.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('keep their shares when the same amount is added to all scores', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: -10, max: 10, noNaN: true }), (three, added) => {
        const moved = termsOf(three.map((score) => score + added));
        termsOf(three).terms.forEach(({ share }, label) =>
          expect(moved.terms[label]!.share).toBeCloseTo(share, 9),
        );
      }),
    );
  });

  test('are won by the largest, the first of equals', () => {
    expect(winnerOf(termsOf([1, 3, 2]).terms).label).toBe(1);
    expect(winnerOf(termsOf([0, 0, 0]).terms).label).toBe(0);
  });
});

test('the sliders hold every score', () => {
  expect(reachOf([0, 1, -2])).toBe(10);
  expect(reachOf([3, -17.2, 0])).toBe(18);
});

test('noise is the same for the same number and uses all bytes; grey is even', () => {
  const noise = noisePicture(3);
  expect(noise).toEqual(noisePicture(3));
  expect(noise).not.toEqual(noisePicture(4));
  expect(new Set(noise).size).toBe(256);
  expect(new Set(greyPicture())).toEqual(new Set([128]));
  expect(greyPicture()).toHaveLength(3072);
});

describe('the words', () => {
  test('fit the contract of figures', () => {
    expect(checkedText(softmaxText)).toBe(softmaxText);
  });

  test('write powers so that they can be read', () => {
    expect(powerText(1)).toBe('1.000');
    expect(powerText(12_345.678)).toBe('12,345.678');
    expect(powerText(Math.exp(-10))).toBe('4.54 × 10⁻⁵');
    expect(powerText(Math.exp(20))).toBe('4.85 × 10⁸');
    expect(powerText(0)).toBe('0.000');
  });

  test('plug the numbers in', () => {
    const { terms, sum } = termsOf([Math.log(3), 0, 0]);
    expect(termWords(terms[0]!, sum)).toBe('airplane: e^1.099 = 3.000; 3.000 ÷ 5.000 = 60.0%.');
    expect(addedWords(0)).toBe('Nothing is added to the scores.');
    expect(addedWords(2)).toContain('e^2.000 = 7.389');
    expect(originWords('picture', 11)).toContain('test picture 12');
  });
});
