import { expect, test } from 'vitest';
import { describe as describeNetwork } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { inputName, inspectorLine, sliceLine, strongest } from './inspector-line.ts';
import { wordsFor } from './layer-words.ts';

const { rows } = describeNetwork(network);
const row = (id: string) => rows.find((candidate) => candidate.id === id)!;
const pool3 = {
  height: 2,
  width: 2,
  channels: 128,
  data: Float32Array.from({ length: 512 }, (_, index) => index / 100),
};

test('a cell is named by channel, row and column from 1, with its value', () => {
  expect(inspectorLine(row('pool3'), pool3, 11, { row: 1, column: 0 })).toBe(
    'Output of pool3, channel 12 of 128, row 2, column 1: 2.670.',
  );
});

test('without a cell the range of the channel is told', () => {
  expect(inspectorLine(row('pool3'), pool3, 0, null)).toBe(
    'Output of pool3, channel 1 of 128: from 0.000 to 3.840.',
  );
});

test('a cell left over from a larger layer is not told of', () => {
  expect(inspectorLine(row('pool3'), pool3, 0, { row: 9, column: 9 })).toContain('from 0.000');
});

test('before there are maps the shape is told', () => {
  expect(inspectorLine(row('conv1b'), null, 0, null)).toBe('conv1b: 30×30×32.');
  expect(inspectorLine(row('flatten'), null, 0, null)).toBe('flatten: 512 values.');
});

test('the strongest channel is the one of the largest mean', () => {
  expect(strongest(pool3)).toBe(127);
});

test('every layer has words', () => {
  for (const layer of network.layers) expect(wordsFor(layer).length).toBeGreaterThan(40);
});

test('a slice is named by what it reads, with its weights row by row', () => {
  expect(inputName('conv1a', 1)).toBe('green');
  expect(inputName('conv2a', 6)).toBe('channel 7 of drop1');
  const weights = [0.1, -0.2, 0, 0, 1, 0, 0, 0, -0.0001];
  expect(sliceLine('conv1b', 4, 6, weights)).toBe(
    'Filter 5 of conv1b on channel 7 of bn1: 0.100 −0.200 0.000, 0.000 1.000 0.000, 0.000 0.000 0.000.',
  );
});
