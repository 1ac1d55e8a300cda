import { expect, test } from 'vitest';
import { convolve } from '../../../core/math/convolution.ts';
import { lesson } from './convolution.ts';
import { numberQuestions } from './variants.fixture.ts';

const numbersIn = (text: string) =>
  Array.from(text.replaceAll('−', '-').matchAll(/-?\d+/g), ([number]) => Number(number));

test('one number of a map is what three products, a bias and ReLU make of it', () => {
  let silent = 0;
  for (const { question, answer } of numberQuestions(lesson, 'convolution-value')) {
    const [a, b, c, bias, ...signal] = numbersIn(question) as [
      number,
      number,
      number,
      number,
      ...number[],
    ];
    const at = ['first', 'second', 'third', 'fourth'].indexOf(
      /at the (\w+) place/.exec(question)![1]!,
    );
    const [x, y, z] = signal.slice(at) as [number, number, number];
    expect(answer).toBe(Math.max(0, a * x + b * y + c * z + bias));
    if (answer === 0) silent += 1;
  }
  // ReLU matters in some of the variants, and not in most.
  expect(silent).toBeGreaterThan(5);
  expect(silent).toBeLessThan(80);
});

test('the weights counted are those that the convolution of the oracle asks for', () => {
  for (const { question, answer } of numberQuestions(lesson, 'convolution-parameters').slice(
    0,
    20,
  )) {
    const [filters, kernel, , , , inputs] = numbersIn(question) as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [weights, biases] = [kernel * kernel * inputs * filters, filters];
    const out = convolve(
      new Float64Array(kernel * kernel * inputs),
      new Float64Array(weights),
      new Float64Array(biases),
      { count: 1, height: kernel, width: kernel, inputs, filters, kernel, padding: 'valid' },
    );
    expect(out).toHaveLength(filters);
    expect(answer).toBe(weights + biases);
  }
});

test('a filter taken for flat is told so in every variant', () => {
  for (const { mistakes } of numberQuestions(lesson, 'convolution-parameters'))
    expect(mistakes[0]!.reason).toContain('not flat');
});

test('the rows of a map are the places found by laying the window down until it no longer fits', () => {
  let rests = 0;
  for (const { question, answer, mistakes } of numberQuestions(lesson, 'convolution-size')) {
    const [kernel, , length, , padding, stride] = numbersIn(question) as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    let rows = 0;
    for (let from = 0; from + kernel <= length + 2 * padding; from += stride) rows += 1;
    expect(answer).toBe(rows);
    if (mistakes.some(({ reason }) => reason.includes('rounds up'))) rests += 1;
  }
  expect(rests).toBeGreaterThan(30);
});

test('what the predictions reveal is what the loops say', () => {
  const [edge, depth] = lesson.predictions;
  const known = { run: undefined as never };
  expect(edge!.reveal(known)).toContain('0, 5, 5, 0');
  expect(depth!.answer(known)).toBe(288);
});
