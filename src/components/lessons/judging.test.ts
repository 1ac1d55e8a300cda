import { expect, test } from 'vitest';
import { judgeChoice, judgeNumber } from './judging.ts';
import type { NumberQuestion } from './lesson.ts';
import { sample } from './lesson.fixture.ts';
import { questionAt } from './variants.ts';

const question: NumberQuestion = {
  kind: 'number',
  question: 'How many?',
  answer: 0.3,
  unit: '',
  tolerance: 0.05,
  mistakes: [
    { value: 0.5, reason: 'half' },
    { value: 0.58, reason: 'more' },
  ],
  hint: 'begin here',
  solution: 'so',
};

test('right is right within the tolerance, rim included', () => {
  for (const value of [0.3, 0.25, 0.35, 0.1 + 0.2])
    expect(judgeNumber(question, value)).toEqual({ right: true, reason: '' });
  expect(judgeNumber(question, 0.351).right).toBe(false);
});

test('a wrong number gets the reason of the nearest known mistake, or else the hint', () => {
  expect(judgeNumber(question, 0.46)).toEqual({ right: false, reason: 'half' });
  expect(judgeNumber(question, 0.545)).toEqual({ right: false, reason: 'more' });
  expect(judgeNumber(question, 0.535)).toEqual({ right: false, reason: 'half' });
  expect(judgeNumber(question, 0.7)).toEqual({ right: false, reason: 'begin here' });
});

test('a tolerance of nothing forgives the rounding of floating point and no more', () => {
  const whole = { ...question, answer: 1_234_567, tolerance: 0, mistakes: [] };
  expect(judgeNumber(whole, 1_234_567).right).toBe(true);
  expect(judgeNumber(whole, 1_234_568).right).toBe(false);
});

test('each option says why it is or is not', () => {
  const choice = questionAt(sample.exercises[1]!, 1, 1);
  if (choice.kind !== 'choice') throw new Error('expected the choice of the sample');
  expect(judgeChoice(choice, 0)).toEqual({ right: false, reason: 'It has the most of all.' });
  expect(judgeChoice(choice, 1)).toEqual({ right: true, reason: 'It only chooses.' });
  expect(() => judgeChoice(choice, 2)).toThrow('expected one of 2 options, got 2');
});
