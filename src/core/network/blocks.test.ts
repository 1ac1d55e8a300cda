import { expect, test } from 'vitest';
import { blocksOf } from './blocks.ts';
import { network } from './network.ts';

test('three blocks of five layers, and two layers that answer', () => {
  expect(blocksOf(network).map(({ name, layers }) => [name, layers.length])).toEqual([
    ['Block 1', 5],
    ['Block 2', 5],
    ['Block 3', 5],
    ['Answer', 2],
  ]);
});

test('no layer is lost or told twice', () => {
  expect(blocksOf(network).flatMap(({ layers }) => layers)).toEqual(network.layers);
});
