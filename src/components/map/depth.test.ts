import fc from 'fast-check';
import { expect, test } from 'vitest';
import { someTraces, trainedLikeWeights } from '../../core/network/explain.fixture.ts';
import { network } from '../../core/network/network.ts';
import { initialSelection } from '../../session/selection.ts';
import { storedAt } from '../cell/stored.ts';
import { strength } from '../marks/paint.ts';
import { cellOf, channelBeside, depthOf, fewMaps, layerBeside, orderOf, spotOf } from './depth.ts';

const { layers } = someTraces(trainedLikeWeights(3), 4);
const chosen = (part: object) => ({ ...initialSelection, ...part });

test('nothing goes deeper than the selection does', () => {
  const depth = (word: string | undefined, part: object) => depthOf(word, chosen(part), layers);
  expect(depth('cell', {})).toBe('net');
  expect(depth('layer', { layer: 'conv1a' })).toBe('layer');
  expect(depth('cell', { layer: 'conv1a', channel: 3 })).toBe('layer');
  expect(depth('cell', { layer: 'conv1a', channel: 3, cell: { row: 0, column: 31 } })).toBe('cell');
  expect(depth('cell', { layer: 'conv3b', channel: 3, cell: { row: 4, column: 0 } })).toBe('layer');
  // A vector's values have no cells: the value is the end.
  expect(depth('cell', { layer: 'dense', channel: 1 })).toBe('cell');
  expect(depth(undefined, { layer: 'conv1a' })).toBe('net');
  expect(depth('galaxy', { layer: 'conv1a' })).toBe('net');
  expect(depthOf('layer', chosen({ layer: 'conv1a' }), new Map())).toBe('net');
});

test('the strongest channel stands for its layer', () => {
  const volume = layers.get('conv2a')!;
  const spot = spotOf(chosen({ layer: 'conv2a' }), layers)!;
  for (let channel = 0; channel < volume.channels; channel++)
    expect(strength(volume, spot.channel)).toBeGreaterThanOrEqual(strength(volume, channel));
  expect(spotOf(chosen({ layer: 'conv2a', channel: 9 }), layers)).toEqual({
    layer: 'conv2a',
    channel: 9,
  });
  expect(spotOf(chosen({ layer: 'conv2a', channel: 900 }), layers)).toEqual(spot);
});

test('the first cell of a channel is its largest', () => {
  const cell = cellOf({ layer: 'pool2', channel: 11 }, layers)!;
  const largest = storedAt(layers, { layer: 'pool2', channel: 11, ...cell })!;
  for (let row = 0; row < 6; row++)
    for (let column = 0; column < 6; column++)
      expect(storedAt(layers, { layer: 'pool2', channel: 11, row, column })).toBeLessThanOrEqual(
        largest,
      );
  expect(cellOf({ layer: 'flatten', channel: 11 }, layers)).toBeNull();
});

test('arrows lead through all layers and stop at the ends', () => {
  const way = [network.layers[0]!.id];
  for (let next = layerBeside(way[0]!, 'ArrowRight'); next; next = layerBeside(next, 'ArrowRight'))
    way.push(next);
  expect(way).toEqual(network.layers.map(({ id }) => id));
  expect(layerBeside('conv1a', 'ArrowLeft')).toBeNull();
  expect(layerBeside('bn1', 'ArrowLeft')).toBe('conv1a');
  expect(layerBeside('bn1', 'ArrowUp')).toBeNull();
});

test('keys along channels stay in the order and reach each of them', () => {
  const order = [4, 9, 2, 7];
  const after = (from: number, key: string) => channelBeside(from, key, order, 2);
  expect([4, 9, 2, 7].map((from) => after(from, 'ArrowDown'))).toEqual([9, 2, 7, 7]);
  expect([4, 9, 2, 7].map((from) => after(from, 'ArrowUp'))).toEqual([4, 4, 9, 2]);
  expect([after(4, 'PageDown'), after(7, 'PageUp')]).toEqual([2, 9]);
  expect([after(9, 'End'), after(9, 'Home'), after(9, 'x')]).toEqual([7, 4, null]);
});

test('where few fit they are the strongest, and the chosen one is always among them', () => {
  const volume = layers.get('bn3')!;
  fc.assert(
    fc.property(fc.nat(volume.channels - 1), (channel) => {
      const order = orderOf(volume, true, channel);
      expect(order).toHaveLength(fewMaps);
      expect(new Set(order).size).toBe(fewMaps);
      expect(order).toContain(channel);
    }),
  );
  const [first] = orderOf(volume, true, null);
  expect(first).toBe(spotOf(chosen({ layer: 'bn3' }), layers)!.channel);
  expect(orderOf(volume, false, null)).toHaveLength(128);
  expect(orderOf(layers.get('dense')!, true, null)).toEqual([0, 1, 2]);
});
