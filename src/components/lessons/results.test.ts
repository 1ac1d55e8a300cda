import { expect, test } from 'vitest';
import { Notebook } from '../../session/notebook.ts';
import { ask } from './asked.ts';
import { sample } from './lesson.fixture.ts';
import { solvedIn } from './progress.ts';
import { noteKey, resultsOf, resultsText, type NotedChapter } from './results.ts';
import { questionAt } from './variants.ts';
import { answered, turned } from './work.ts';

const predictions = sample.predictions.slice(1).map((one) => ask(one, { run: undefined as never }));
const { exercises } = sample;
const chapter: NotedChapter = {
  ...{ id: 'sample', number: 3, title: 'A sample', href: '/sample/' },
  predictions,
  exercises,
};

function written() {
  const book = new Notebook(() => {
    throw new Error('no storage here');
  });
  book.predict('sample-choice', { guess: 0, shown: true });
  book.predict('sample-curve', { guess: [1, 2, 3] });
  const size = answered(book.exercise('sample', 'sample-size', 1), '3', false);
  book.work(turned(answered(size, '6', true), 2));
  book.work(answered(book.exercise('sample', 'sample-kind', 12), '0', false));
  return book.notes.get();
}

const questions = (notes: ReturnType<typeof written>) =>
  new Map(
    Object.values(notes.exercises).map((note) => [
      noteKey(note),
      questionAt(
        exercises.find(({ id }) => id === note.exercise)!,
        note.seed,
        note.variant,
      ),
    ]),
  );

test('only what was done is told, and a chapter in which nothing was done is left out', () => {
  const notes = written();
  const other = { ...chapter, id: 'other', predictions: [], exercises: [] };
  const results = resultsOf([chapter, other], notes, questions(notes));
  expect(results.map((one) => one.chapter.id)).toEqual(['sample']);
  const [{ predictions: guessed, exercises: worked, solved }] = results as [(typeof results)[0]];
  expect(solved).toBe(1);
  expect(guessed).toEqual([
    {
      question: 'Where do most weights lie?',
      guess: 'In conv1a',
      answer: 'In conv3b. Not the one you chose.',
    },
    { question: 'How does it go?', guess: '1, 2, 3', answer: '' },
  ]);
  expect(worked.map(({ title, outcome, answer }) => [title, outcome, answer])).toEqual([
    ['A smaller map', 'solved; 2 tries', ''],
    ['Which layer?', 'not solved yet; 1 try; class 12', 'A dense layer (not right)'],
  ]);
});

test('the text has name, day, sums and every line once', () => {
  const notes = written();
  const results = resultsOf([chapter], notes, questions(notes));
  const text = resultsText(results, { name: ' Ada ', date: '2026-11-24', total: 2 });
  expect(text.split('\n').slice(0, 4)).toEqual([
    'Three Blocks: my notes',
    'Name: Ada',
    'Date: 2026-11-24',
    'Exercises solved: 1 of 2',
  ]);
  for (const line of [
    '3. A sample',
    '  My guess: In conv1a',
    '  Not looked at yet.',
    '  Exercise: Which layer?: not solved yet; 1 try; class 12',
    '  My answer: A dense layer (not right)',
  ])
    expect(text.split('\n').filter((one) => one === line)).toHaveLength(1);
  expect(text).not.toMatch(/undefined|_without_|`/);
});

test('with nothing done it says so, and without a name it has none', () => {
  const text = resultsText([], { name: '', date: '2026-11-24', total: 2 });
  expect(text).toContain('Nothing predicted');
  expect(text).not.toContain('Name');
});

test('progress counts exercises of the chapter and the class', () => {
  const notes = written();
  expect(solvedIn(notes, 'sample', 1)).toBe(1);
  expect(solvedIn(notes, 'sample', 12)).toBe(0);
  expect(solvedIn(notes, 'other', 1)).toBe(0);
});
