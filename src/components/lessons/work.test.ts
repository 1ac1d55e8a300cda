import { expect, test } from 'vitest';
import { Notebook } from '../../session/notebook.ts';
import { sample } from './lesson.fixture.ts';
import { questionAt } from './variants.ts';
import { answered, answerWords, checked, turned } from './work.ts';

const number = questionAt(sample.exercises[0]!, 1, 1);
const choice = questionAt(sample.exercises[1]!, 1, 1);
if (number.kind !== 'number') throw new Error('expected the number of the sample');
const fresh = new Notebook(() => {
  throw new Error('no storage here');
}).exercise('sample', 'sample-size', 1);

test('what is typed is read, then judged', () => {
  expect(checked(number, ` ${number.answer} px`)).toEqual({
    ok: true,
    verdict: { right: true, reason: '' },
  });
  expect(checked(number, String(number.mistakes[0]!.value))).toEqual({
    ok: true,
    verdict: { right: false, reason: 'That would take padding.' },
  });
  expect(checked(number, 'padding')).toMatchObject({ ok: false });
  expect(checked(choice, '1')).toMatchObject({ ok: true, verdict: { right: true } });
  for (const nothing of ['', '2', '-1', '0.5'])
    expect(checked(choice, nothing)).toMatchObject({ ok: false });
});

test('each other answer is a try, the right one solves the variant once', () => {
  const once = answered(fresh, '5', false);
  expect(once).toMatchObject({ tries: 1, solved: 0, answer: '5', right: false });
  expect(answered(once, '5', false)).toEqual(once);
  const solved = answered(once, '6', true);
  expect(solved).toMatchObject({ tries: 2, solved: 1, answer: '6', right: true });
  expect(answered(solved, '7', false)).toEqual(solved);
  const next = turned({ ...solved, aided: true }, 2);
  expect(next).toMatchObject({ variant: 2, tries: 2, solved: 1, right: false, aided: false });
  expect(answered(next, '8', true)).toMatchObject({ tries: 3, solved: 2 });
});

test('an answer is told in the words of its question', () => {
  expect(answerWords(choice, '0')).toBe('A dense layer');
  expect(answerWords(choice, '9')).toBe('no answer yet');
  expect(answerWords(number, ' 12 px ')).toBe('12 px');
  expect(answerWords(number, '')).toBe('no answer yet');
});
