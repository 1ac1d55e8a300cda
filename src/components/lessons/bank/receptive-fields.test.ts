import { describe, expect, test } from 'vitest';
import { network } from '../../../core/network/network.ts';
import { cellField } from '../../../core/network/receptive-field.ts';
import { shapes } from '../../../core/network/shapes.ts';
import { lesson } from './receptive-fields.ts';
import { numberQuestions } from './variants.fixture.ts';

/** The whole numbers of a question, a true minus being a minus. */
const numbersIn = (text: string) =>
  Array.from(text.replaceAll('−', '-').matchAll(/-?\d+/g), ([number]) => Number(number));

test('the place to mark is what the cell sees inside the picture', () => {
  const place = lesson.predictions.find(({ id }) => id === 'field-place')!;
  expect(place.answer({ run: undefined as never })).toEqual({
    row: 0,
    column: 0,
    height: 29,
    width: 29,
  });
});

test('how far a stack sees is what is found by asking which pixels can change its last cell', () => {
  for (const { question, answer } of numberQuestions(lesson, 'field-growth')) {
    const [first, , second, , size, , last] = numbersIn(question) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // Back from one cell: what each window needs of the grid below it.
    const cells = [last, size, second, first].reduce<number>(
      (need, window, at) => (at === 1 ? need * window : need + (at === 0 ? 0 : window - 1)),
      last,
    );
    expect(answer).toBe(cells);
  }
});

test('where a field begins is where the field of that very cell begins', () => {
  for (const { question, answer } of numberQuestions(lesson, 'field-start')) {
    const id = /`(\w+)`/.exec(question)![1]!;
    const [, column, width] = /column (\d+) of (\d+)/.exec(question)!.map(Number);
    const index = network.layers.findIndex((layer) => layer.id === id);
    expect(shapes(network)[index + 1]!.width).toBe(width);
    expect(answer).toBe(cellField(network, id, 0, column! - 1).whole.column);
  }
});

test('what a pool leaves over is what is left when its windows are laid out', () => {
  for (const { question, answer } of numberQuestions(lesson, 'pool-unread')) {
    const [size, , , side] = numbersIn(question) as [number, number, number, number];
    let held = 0;
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const fits = (at: number) => Math.floor(at / size) * size + size <= side;
        if (fits(row) && fits(column)) held += 1;
      }
    expect(answer).toBe(side * side - held);
    expect(answer).toBeGreaterThan(0);
  }
});

describe('the known mistakes', () => {
  test('a kernel taken for a field is told so in every variant', () => {
    for (const { mistakes } of numberQuestions(lesson, 'field-growth'))
      expect(mistakes.some(({ reason }) => reason.includes('its own window'))).toBe(true);
  });

  test('padding forgotten is told so in every variant', () => {
    for (const { mistakes } of numberQuestions(lesson, 'field-start'))
      expect(mistakes.some(({ reason }) => reason.includes('padding'))).toBe(true);
  });
});
