import { expect, test } from 'vitest';
import { connectivities } from '../../../core/connectivity/small-network.ts';
import { dense } from '../../../core/math/dense.ts';
import { sweep } from '../../../core/math/sweep.ts';
import { layOut } from '../../../core/network/parameters.ts';
import { lesson } from './connections.ts';
import { numberQuestions } from './variants.fixture.ts';

const numbersIn = (text: string) =>
  Array.from(text.replaceAll(',', '').matchAll(/\d+/g), ([number]) => Number(number));

test('the parameters of a dense layer are those that the dense loops need', () => {
  for (const { question, answer } of numberQuestions(lesson, 'connections-dense-count').slice(
    0,
    20,
  )) {
    const [units, height, width, channels] = numbersIn(question) as [
      number,
      number,
      number,
      number,
    ];
    const inputs = width * height * channels;
    const kernel = new Float64Array(inputs * units);
    const bias = new Float64Array(units);
    expect(dense(new Float64Array(inputs), kernel, bias)).toHaveLength(units);
    expect(answer).toBe(kernel.length + bias.length);
  }
});

test('what sharing saves is the number of places at which the window fits', () => {
  for (const { question, answer } of numberQuestions(lesson, 'connections-saving')) {
    const [height, width, channels, kernel, , filters] = numbersIn(question) as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    let fitting = 0;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        if (row + kernel <= height && column + kernel <= width) fitting += 1;
    expect(answer).toBe(fitting);
    // One set of the network's own convolution, whose layout is counted elsewhere.
    const { total } = layOut({
      input: { height, width, channels },
      layers: [{ kind: 'convolution', id: 'window', filters, kernel, padding: 'valid' }],
    });
    expect(total).toBe((kernel * kernel * channels + 1) * filters);
  }
});

test('a filter that answers in one column answers to the moved picture in the column asked for', () => {
  for (const { question, answer } of numberQuestions(lesson, 'connections-moving')) {
    const [kernel, stride, places, , away, by] = numbersIn(question) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const length = kernel + stride * (places - 1);
    const columns = { length, kernel, padding: 0, stride, dilation: 1 };
    const rows = { length: 1, kernel: 1, padding: 0, stride: 1, dilation: 1 };
    const answers = (at: number) => {
      const signal = new Float64Array(length);
      for (let i = 0; i < kernel; i++) signal[at + i] = i + 1;
      const weights = Float64Array.from({ length: kernel }, (_, i) => i + 1);
      return sweep(signal, weights, 0, { rows, columns, channels: 1 });
    };
    const strongest = (map: Float64Array) => map.indexOf(Math.max(...map));
    expect(strongest(answers(away * stride))).toBe(away);
    expect(strongest(answers(away * stride + by))).toBe(answer);
    expect(answer).toBeLessThan(places);
  }
});

test('a map taken to stay where it was is told so in every variant', () => {
  for (const { mistakes } of numberQuestions(lesson, 'connections-moving'))
    expect(mistakes.some(({ reason }) => reason.includes('does not stay'))).toBe(true);
});

test('who suffers least when pictures move is the option with the shared weights', () => {
  // That it does so was found by training all three on both sets of pictures; that a mean over shared units does not
  // notice a whole step is proved beside the small networks.
  const moved = lesson.predictions.find(({ id }) => id === 'connections-moved')!;
  if (moved.kind !== 'choice') throw new Error('expected a choice');
  expect(moved.options).toHaveLength(connectivities.length + 1);
  expect(moved.options[moved.answer({ run: undefined as never })]).toContain('convolutional');
});
