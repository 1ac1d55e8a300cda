import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coneOf } from './cone.ts';
import { network } from './network.ts';
import { cellField } from './receptive-field.ts';
import { shapes } from './shapes.ts';

/** Layers whose output has places, with their grids. */
const placed = network.layers.flatMap(({ id, kind }, index) =>
  kind === 'flatten' || kind === 'dense' ? [] : [{ id, grid: shapes(network)[index + 1]! }],
);

const cells = fc.constantFrom(...placed).chain(({ id, grid }) =>
  fc.record({
    id: fc.constant(id),
    row: fc.nat(grid.height - 1),
    column: fc.nat(grid.width - 1),
  }),
);

describe('the cone under a cell', () => {
  test('ends on the picture in exactly the pixels of its receptive field', () => {
    fc.assert(
      fc.property(cells, ({ id, row, column }) => {
        const bottom = coneOf(network, id, row, column).at(-1)!;
        const field = cellField(network, id, row, column);
        expect(bottom.id).toBeNull();
        expect(bottom.whole).toEqual(field.whole);
        expect(bottom.seen).toEqual(field.seen);
      }),
    );
  });

  test('passes through every grid once, from the cell down', () => {
    const cone = coneOf(network, 'conv2b', 0, 12);
    expect(cone.map(({ id }) => id)).toEqual([
      ...['conv2b', 'bn2', 'conv2a', 'drop1', 'pool1', 'conv1b', 'bn1', 'conv1a'],
      null,
    ]);
    const conv2a = cone[2]!;
    expect(conv2a.seen).toEqual({ row: 0, column: 12, height: 3, width: 3 });
    // conv2a looks one cell beyond the last column of drop1.
    expect(cone[3]!.whole).toEqual({ row: -1, column: 11, height: 5, width: 5 });
    expect(cone[3]!.seen).toEqual({ row: 0, column: 11, height: 4, width: 4 });
  });

  test('never holds the 13th row and column of conv2b from pool2 on', () => {
    for (const { id, grid } of placed.slice(placed.findIndex((layer) => layer.id === 'pool2')))
      for (let row = 0; row < grid.height; row++)
        for (let column = 0; column < grid.width; column++) {
          const { seen } = coneOf(network, id, row, column).find((level) => level.id === 'conv2b')!;
          expect(seen.row + seen.height).toBeLessThanOrEqual(12);
          expect(seen.column + seen.width).toBeLessThanOrEqual(12);
        }
  });

  test('is refused for what has no place, naming it', () => {
    expect(() => coneOf(network, 'dense', 0, 0)).toThrow(/layer with places, got dense/);
    expect(() => coneOf(network, 'conv9', 0, 0)).toThrow(/cone: expected a cell.*conv9/);
    expect(() => coneOf(network, 'conv3b', 4, 0)).toThrow(/conv3b \(4, 0\)/);
    expect(() => coneOf(network, 'conv3b', 0, 0.5)).toThrow(/conv3b \(0, 0.5\)/);
  });
});
