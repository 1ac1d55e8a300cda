import { describe, expect, test } from 'vitest';
import { network } from './network.ts';
import { cellField } from './receptive-field.ts';
import { shapes } from './shapes.ts';
import { waysAlong } from './ways.ts';

describe('the ways from a pixel to a cell', () => {
  test('two convolutions give 1, 2, 3, 2, 1', () => {
    expect(waysAlong(network, 'conv1b', 9).slice(7, 14)).toEqual([0, 1, 2, 3, 2, 1, 0]);
  });

  test('at the border those that would pass through the padding are missing', () => {
    // Row 0 of conv1b reads rows 0 to 2 of conv1a, the first of which has one of its three taps outside.
    expect(waysAlong(network, 'conv1b', 0).slice(0, 5)).toEqual([2, 3, 2, 1, 0]);
  });

  test('there are some exactly where the cell sees', () => {
    const along = shapes(network);
    network.layers.forEach(({ id, kind }, index) => {
      if (kind === 'flatten' || kind === 'dense') return;
      for (let row = 0; row < along[index + 1]!.height; row++) {
        const { seen } = cellField(network, id, row, 0);
        const rows = waysAlong(network, id, row).flatMap((count, at) => (count > 0 ? [at] : []));
        expect(rows).toEqual(Array.from({ length: seen.height }, (_, at) => seen.row + at));
      }
    });
  });

  test('a layer without places, a foreign layer and a row off the grid are errors', () => {
    expect(() => waysAlong(network, 'dense', 0)).toThrow(/a layer with places, got dense/);
    expect(() => waysAlong(network, 'conv9', 0)).toThrow(/got conv9 0/);
    expect(() => waysAlong(network, 'pool3', 2)).toThrow(/got pool3 2/);
  });
});
