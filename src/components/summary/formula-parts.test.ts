import { expect, test } from 'vitest';
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { formulaParts, meaningText } from './formula-parts.ts';

const { rows } = describe(network);
const row = (id: string) => rows.find((candidate) => candidate.id === id)!;

test('joined, the parts are the formula, in every layer that has one', () => {
  for (const layer of rows.filter(({ parameters }) => parameters.total > 0))
    expect(
      formulaParts(layer)
        .map(({ text }) => text)
        .join(''),
    ).toBe(layer.parameters.formula);
});

test('each number says what it counts, and kernel, input and output differ', () => {
  const parts = formulaParts(row('conv2a')).filter(({ meaning }) => meaning !== null);
  expect(parts.map(({ text, role }) => [text, role])).toEqual([
    ['3', 'kernel'],
    ['3', 'kernel'],
    ['32', 'input'],
    ['1', 'plain'],
    ['64', 'output'],
  ]);
});

test('a layer without parameters has no parts', () => {
  expect(formulaParts(row('pool1'))).toEqual([]);
});

test('a formula that does not name its terms in order is refused', () => {
  const { parameters } = row('conv1a');
  const wrong = {
    id: 'conv1a',
    parameters: { ...parameters, formula: '(3 · 4 · 3 + 1) · 32 = 1' },
  };
  expect(() => formulaParts(wrong)).toThrow('expected 3 in its place, got 4');
});

test('the meanings read as a list', () => {
  expect(meaningText(row('dense'))).toBe('512 values coming in, 1 bias, 3 classes');
});
