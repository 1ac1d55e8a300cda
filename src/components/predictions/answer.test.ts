import { describe, expect, test } from 'vitest';
import { checkedText } from '../figure/figure-text.ts';
import { answerAt, className, exampleText, summaryText, type Example } from './answer.ts';
import { predictionsText } from './predictions-text.ts';

const all = Float32Array.of(0.7, 0.2, 0.1, 0.25, 0.25, 0.5);
const examples: Example[] = [
  { index: 12, label: 0, answer: answerAt(all, 0, 0) },
  { index: 2999, label: 0, answer: answerAt(all, 1, 0) },
];

describe('an answer', () => {
  test('is the class with the highest probability, right where that is the truth', () => {
    expect(examples[0]!.answer).toMatchObject({ label: 0, right: true });
    expect(examples[1]!.answer).toMatchObject({ label: 2, right: false, probability: 0.5 });
  });

  test('of equal probabilities is the first', () => {
    expect(answerAt(Float32Array.of(0.4, 0.4, 0.2), 0, 1)).toMatchObject({
      label: 0,
      right: false,
    });
  });

  test('needs three probabilities', () => {
    expect(() => answerAt(all, 2, 0)).toThrow('expected 3 probabilities for picture 2, got 0');
    expect(() => className(3)).toThrow('expected 0 to 2, got 3');
  });
});

describe('what is said of the pictures', () => {
  test('names picture, truth, answer and verdict', () => {
    expect(exampleText(examples[0]!)).toBe(
      'Test picture 13, airplane: the network says airplane with 70.0%, right.',
    );
    expect(exampleText(examples[1]!)).toBe(
      'Test picture 3,000, airplane: the network says bird with 50.0%, wrong.',
    );
    expect(exampleText({ index: 0, label: 1, answer: null })).toMatch(/has not been asked yet\.$/);
  });

  test('counts those that are right, and says what an untrained network is worth', () => {
    expect(summaryText(examples, 1180, 'of your run, after 1,180 steps')).toBe(
      '1 of 2 right, by the network of your run, after 1,180 steps.',
    );
    expect(summaryText(examples, 0, '')).toBe(
      '1 of 2 right. Untrained: guessing would get about 1.',
    );
    expect(summaryText([{ ...examples[0]!, answer: null }], 0, '')).toMatch(/not been asked yet/);
  });
});

test('the figure has all the words that a figure must have', () => {
  expect(() => checkedText(predictionsText)).not.toThrow();
});
