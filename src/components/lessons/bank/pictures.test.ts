import { expect, test } from 'vitest';
import { picture } from '../../../core/dataset/catalog.ts';
import { convolve } from '../../../core/math/convolution.ts';
import { bytesAt, channels } from '../../picture/pixel.ts';
import { lesson } from './pictures.ts';
import { numberQuestions } from './variants.fixture.ts';

const wholeNumbers = (text: string) =>
  Array.from(text.replaceAll(',', '').matchAll(/\d+/g), ([number]) => Number(number));

test('where a colour lies is where the figure reads it', () => {
  for (const { question, answer } of numberQuestions(lesson, 'picture-address')) {
    const [, row, column] = /row (\d+), column (\d+)\?/.exec(question)!.map(Number);
    const channel = channels.indexOf(/the (green|blue) of/.exec(question)![1] as 'green' | 'blue');
    const pixels = new Uint8Array(picture.bytes);
    pixels[answer] = 9;
    const read = bytesAt(pixels, { row: row!, column: column! });
    expect(read.map((byte) => byte > 0)).toEqual(channels.map((_, i) => i === channel));
  }
});

test('rows and columns swapped, and colours apart, are told in every variant', () => {
  for (const { mistakes } of numberQuestions(lesson, 'picture-address'))
    for (const part of ['swapped', 'all of red first'])
      expect(mistakes.some(({ reason }) => reason.includes(part))).toBe(true);
});

test('the numbers that come out are those that the convolution of the oracle makes', () => {
  for (const { question, answer } of numberQuestions(lesson, 'picture-block').slice(0, 10)) {
    const [height, width, filters] = wholeNumbers(question) as [number, number, number];
    const out = convolve(
      new Float64Array(height * width * 3),
      new Float64Array(27 * filters),
      new Float64Array(filters),
      { count: 1, height, width, inputs: 3, filters, kernel: 3, padding: 'same' },
    );
    expect(answer).toBe(out.length);
  }
});

test('the width of the picture taken for the number of maps is told wherever they differ', () => {
  for (const { question, mistakes } of numberQuestions(lesson, 'picture-block')) {
    const [, width, filters] = wholeNumbers(question);
    const told = mistakes.some(({ reason }) => reason.includes('nothing to do with the width'));
    expect(told).toBe(width !== filters);
  }
});

test('a share times 255 is the byte again, and 256 levels taken for the largest byte are told', () => {
  for (const { question, answer, mistakes } of numberQuestions(lesson, 'picture-share')) {
    expect(Math.round(answer * 255)).toBe(wholeNumbers(question)[0]);
    expect(mistakes[0]!.reason).toContain('256 levels');
  }
});

test('the picture to guess about is the one of the data', () => {
  const prediction = lesson.predictions.find(({ id }) => id === 'picture-numbers')!;
  expect(prediction.answer({ run: undefined as never })).toBe(picture.bytes);
});
