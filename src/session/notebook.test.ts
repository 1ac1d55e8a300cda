import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Notebook } from './notebook.ts';

const shelf = (held = new Map<string, string>()) => ({
  held,
  getItem: (key: string) => held.get(key) ?? null,
  setItem: (key: string, value: string) => void held.set(key, value),
  removeItem: (key: string) => void held.delete(key),
});
const blocked = () => {
  throw new Error('no storage here');
};
const key = 'three-blocks:notebook';
const place = { row: 1, column: 2, height: 3, width: 4 };

test('what was noted is there again in the next visit', () => {
  const storage = shelf();
  const book = new Notebook(() => storage);
  book.predict('first-guess', { guess: 12 });
  book.predict('first-guess', { shown: true });
  book.predict('curve', { guess: [1, 2.5, 3] });
  book.predict('place', { guess: place });
  const worked = {
    ...book.exercise('training', 'size', 1),
    tries: 2,
    answer: '12 px',
    right: true,
  };
  book.work(worked);
  const next = new Notebook(() => storage);
  expect(next.notes.get().predictions).toEqual({});
  next.recall();
  expect(next.notes.get()).toEqual(book.notes.get());
  expect(next.notes.get().predictions['first-guess']).toEqual({ guess: 12, shown: true });
  expect(next.exercise('training', 'size', 1)).toEqual(worked);
});

test('classes are kept apart', () => {
  const book = new Notebook(() => shelf());
  book.work({ ...book.exercise('training', 'size', 1), solved: 1 });
  expect(book.exercise('training', 'size', 12)).toMatchObject({ seed: 12, solved: 0, variant: 1 });
});

test('a cleared prediction is gone, the others stay; a cleared notebook leaves nothing behind', () => {
  const storage = shelf();
  const book = new Notebook(() => storage);
  book.predict('one', { guess: 1 });
  book.predict('two', { guess: 2 });
  book.unpredict('one');
  expect(Object.keys(book.notes.get().predictions)).toEqual(['two']);
  book.clear();
  expect(book.notes.get()).toEqual({ predictions: {}, exercises: {} });
  expect(storage.held.size).toBe(0);
});

test('two tabs do not overwrite each other', () => {
  const storage = shelf();
  const [one, other] = [new Notebook(() => storage), new Notebook(() => storage)];
  one.predict('one', { guess: 1 });
  other.predict('two', { guess: 2 });
  one.recall();
  expect(Object.keys(one.notes.get().predictions).sort()).toEqual(['one', 'two']);
});

describe('storage that fails', () => {
  test('that is closed: all holds for this visit', () => {
    const book = new Notebook(blocked);
    book.recall();
    book.predict('one', { guess: 1 });
    book.predict('two', { guess: 2 });
    expect(Object.keys(book.notes.get().predictions)).toEqual(['one', 'two']);
    book.clear();
    expect(book.notes.get().predictions).toEqual({});
  });

  test('that is full: what is noted holds for this visit, and what was kept is not taken for newer', () => {
    const storage = shelf();
    const book = new Notebook(() => storage);
    book.predict('one', { guess: 1 });
    storage.setItem = blocked;
    book.predict('one', { guess: 2 });
    book.predict('two', { guess: 3 });
    expect(book.notes.get().predictions).toEqual({
      one: { guess: 2, shown: false },
      two: { guess: 3, shown: false },
    });
  });
});

describe('foreign contents', () => {
  const read = (text: string) => {
    const book = new Notebook(() => shelf(new Map([[key, text]])));
    book.recall();
    return book.notes.get();
  };

  test.each(['', 'x', 'null', '[]', '7', '{"version":2,"predictions":{"a":{"guess":1}}}'])(
    '%j is no notebook',
    (text) => {
      expect(read(text)).toEqual({ predictions: {}, exercises: {} });
    },
  );

  test('what does not fit is left out, what fits is kept', () => {
    const book = new Notebook(blocked);
    const good = book.exercise('training', 'size', 1);
    const text = JSON.stringify({
      version: 1,
      predictions: {
        good: { guess: [1, 2], shown: true },
        text: { guess: 'many', shown: 1 },
        'no name!': { guess: 1 },
        long: { guess: Array.from({ length: 65 }, () => 1) },
      },
      exercises: {
        any: good,
        seed: { ...good, exercise: 'other', seed: -1 },
        right: { ...good, exercise: 'third', right: 'yes' },
        none: null,
      },
    });
    const { predictions, exercises } = read(text);
    expect(predictions).toEqual({
      good: { guess: [1, 2], shown: true },
      text: { guess: null, shown: false },
      long: { guess: null, shown: false },
    });
    expect(exercises).toEqual({ '1:size': good });
  });

  test('nothing that is stored makes it fail', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (predictions, exercises) => {
        const notes = read(JSON.stringify({ version: 1, predictions, exercises }));
        expect(Object.values(notes.exercises).every(({ variant }) => variant > 0)).toBe(true);
      }),
    );
  });
});
