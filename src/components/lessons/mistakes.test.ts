import { expect, test } from 'vitest';
import { toldApart } from './mistakes.ts';

const at = (value: number, reason = `${value}`) => ({ value, reason });

test('a mistake that comes to the right number is none', () => {
  expect(toldApart(12, 0, [at(12), at(13)])).toEqual([at(13)]);
});

test('of two that come to one number the first is told', () => {
  expect(toldApart(12, 0, [at(6, 'half'), at(6, 'six less')])).toEqual([at(6, 'half')]);
});

test('with a tolerance, values too near to tell apart count as one number', () => {
  expect(toldApart(1, 0.01, [at(1.015), at(1.5), at(1.515), at(1.53)])).toEqual([
    at(1.5),
    at(1.53),
  ]);
});
