import { expect, test } from 'vitest';
import { stateAfter } from '../training/run.fixture.ts';
import { cellOf, loggedMatrix, wordOf } from './places.ts';

test('a cell has a word, and a word its cell', () => {
  for (const truth of [0, 1, 2])
    for (const answer of [0, 1, 2]) {
      const cell = { truth, answer };
      expect(cellOf(wordOf(cell))).toEqual(cell);
    }
  for (const word of [undefined, '', 'airplane', 'airplane-cat', 'bird-car-bird'])
    expect(cellOf(word), word).toBeNull();
});

test('the counts are those of the epoch on view', () => {
  const state = stateAfter(1180);
  const recorded = { epochs: state.epochs };
  const none = stateAfter(0);
  expect(loggedMatrix({ run: 'recorded', epoch: 3 }, recorded, none)).toBe(
    state.epochs[2]!.confusion,
  );
  expect(loggedMatrix({ run: 'recorded', epoch: 0 }, recorded, none)).toBeNull();
  expect(loggedMatrix({ run: 'recorded', epoch: 3 }, null, none)).toBeNull();
  expect(loggedMatrix({ run: 'own', epoch: 2 }, recorded, state)).toBe(state.epochs[1]!.confusion);
});

test('the newest weights have counts only where an epoch has just ended', () => {
  const ended = stateAfter(236);
  expect(loggedMatrix({ run: 'own', epoch: null }, null, ended)).toBe(ended.epochs[1]!.confusion);
  expect(loggedMatrix({ run: 'own', epoch: null }, null, stateAfter(240))).toBeNull();
  expect(loggedMatrix({ run: 'own', epoch: null }, null, stateAfter(0))).toBeNull();
});
