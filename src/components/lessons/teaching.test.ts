import { expect, test } from 'vitest';
import { classIn } from '../../session/class-link.ts';
import { sample } from './lesson.fixture.ts';
import { classAddress, keyAnswer, keyMistakes, seedFrom } from './teaching.ts';
import { questionAt } from './variants.ts';

test('a link leads to the chapter with the class in it', () => {
  const link = { seed: 12, hide: ['training', 'ways'] } as const;
  const address = classAddress('/three-blocks/training/', link, 'https://example.org/x/?y#z');
  expect(address).toBe('https://example.org/three-blocks/training/#class=12&hide=training,ways');
  expect(classIn(new URL(address).hash)).toEqual(link);
});

test('a class number is whole, from 1 to 999,999', () => {
  expect(seedFrom(' 12 ')).toEqual({ ok: true, seed: 12 });
  for (const typed of ['', '0', '-3', '1.5', '1000000', 'twelve'])
    expect(seedFrom(typed)).toMatchObject({ ok: false, fault: expect.stringContaining('999,999') });
});

test('the key has the answer with its unit, and what each wrong one overlooks', () => {
  const number = questionAt(sample.exercises[0]!, 12, 1);
  const choice = questionAt(sample.exercises[1]!, 12, 1);
  if (number.kind !== 'number') throw new Error('expected the number of the sample');
  expect(keyAnswer(number)).toBe(`${number.answer} px`);
  expect(keyAnswer({ ...number, tolerance: 0.5 })).toBe(`${number.answer} px (± 0.5)`);
  const third = { ...number, answer: 1 / 3, tolerance: 0.0006, unit: '' };
  expect(keyAnswer(third)).toBe('0.3333 (± 0.0006)');
  expect(keyMistakes(number)[0]).toEqual({
    said: `${number.mistakes[0]!.value} px`,
    reason: 'That would take padding.',
  });
  expect(keyAnswer(choice)).toBe('Max pooling');
  expect(keyMistakes(choice)).toEqual([
    { said: 'A dense layer', reason: 'It has the most of all.' },
  ]);
});
