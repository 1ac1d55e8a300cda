import { expect, test } from 'vitest';
import { layOut } from '../../../core/network/parameters.ts';
import { network } from '../../../core/network/network.ts';
import { shapes } from '../../../core/network/shapes.ts';
import { lesson } from './three-blocks.ts';
import { numberQuestions } from './variants.fixture.ts';

test('the heaviest layer does hold more parameters than all others together', () => {
  const heaviest = lesson.predictions.find(({ id }) => id === 'heaviest-layer')!;
  if (heaviest.kind !== 'choice') throw new Error('heaviest-layer: expected a choice');
  const name = /`(\w+)`/.exec(heaviest.options[heaviest.answer({ run: undefined as never })]!)![1];
  const { parameters, total } = layOut(network);
  const own = parameters.filter(({ layer }) => layer === name);
  expect(own.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(total / 2);
});

test('a larger picture comes out of the last pool as the network makes it, and costs the dense layer what is said', () => {
  for (const { question, answer, solution } of numberQuestions(lesson, 'picture-side')) {
    const side = Number(/(\d+) × \1 px/.exec(question)![1]);
    const larger = { ...network, input: { height: side, width: side, channels: 3 } };
    const pool = network.layers.findIndex(({ id }) => id === 'pool3');
    expect(answer).toBe(shapes(larger)[pool + 1]!.height);
    const { parameters } = layOut(larger);
    const dense = parameters.filter(({ layer }) => layer === 'dense');
    const count = dense.reduce((sum, { length }) => sum + length, 0);
    expect(solution).toContain(count.toLocaleString('en'));
  }
});

test('BatchNorm by hand is the mean gone, one over the deviation, γ and β', () => {
  for (const { question, answer } of numberQuestions(lesson, 'norm-by-hand')) {
    const of = (form: RegExp) => Number(form.exec(question.replaceAll('−', '-'))![1]);
    const spread = Math.sqrt(of(/variance (\d+)/));
    const value = of(/the value (-?\d+)/);
    const expected = (of(/γ is (\d+)/) * (value - of(/mean (\d+)/))) / spread + of(/β is (\d+)/);
    expect(answer).toBeCloseTo(expected, 12);
  }
});

test('a value that stays is made larger in training and left alone after it', () => {
  const kinds = new Set<string>();
  for (const { question, answer } of numberQuestions(lesson, 'kept-value')) {
    const [, rate, value] = /rate ([\d.]+) gets the value ([\d.]+)\./.exec(question)!.map(Number);
    const training = question.includes('In a training step');
    kinds.add(`${training}`);
    expect(answer).toBeCloseTo(training ? value! / (1 - rate!) : value!, 12);
  }
  expect(kinds.size).toBe(2);
});
