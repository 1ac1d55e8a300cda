import { describe, expect, test } from 'vitest';
import { uniform } from '../math/random.ts';
import { initialWeights } from './initial.ts';
import { network } from './network.ts';
import { forward } from './oracle.ts';
import { layOut } from './parameters.ts';
import { cellField, receptiveFields, unreadEdge } from './receptive-field.ts';
import { shapes } from './shapes.ts';

/** Size, jump and the pixel where the first cell's field starts. */
const facts: Readonly<Record<string, readonly [number, number, number]>> = {
  conv1a: [3, 1, -1],
  bn1: [3, 1, -1],
  conv1b: [5, 1, -1],
  pool1: [6, 2, -1],
  drop1: [6, 2, -1],
  conv2a: [10, 2, -3],
  bn2: [10, 2, -3],
  conv2b: [14, 2, -3],
  pool2: [16, 4, -3],
  drop2: [16, 4, -3],
  conv3a: [24, 4, -7],
  bn3: [24, 4, -7],
  conv3b: [32, 4, -7],
  pool3: [36, 8, -7],
  drop3: [36, 8, -7],
};

describe('receptive fields', () => {
  test('of the network are those of the table', () => {
    const fields = receptiveFields(network);
    expect(fields[0]).toEqual({ size: 1, jump: 1, start: 0 });
    network.layers.forEach(({ id }, index) => {
      const fact = facts[id];
      const [size, jump, start] = fact ?? [];
      expect(fields[index + 1], id).toEqual(fact ? { size, jump, start } : null);
    });
  });

  test('of the four cells of pool3 reach from -7 to 28 and from 1 to 36', () => {
    const first = cellField(network, 'pool3', 0, 1);
    expect(first.whole).toEqual({ row: -7, column: 1, height: 36, width: 36 });
    expect(first.seen).toEqual({ row: 0, column: 1, height: 29, width: 31 });
    expect(first.padding).toBe(36 * 36 - 29 * 31);
  });

  test('of an inner cell have no padding', () => {
    expect(cellField(network, 'conv2a', 7, 8)).toEqual({
      whole: { row: 11, column: 13, height: 10, width: 10 },
      seen: { row: 11, column: 13, height: 10, width: 10 },
      padding: 0,
    });
  });

  test('from flatten on are what all cells of the last grid see together', () => {
    for (const id of ['flatten', 'dense']) {
      const { whole, seen } = cellField(network, id, 0, 0);
      expect(whole).toEqual({ row: -7, column: -7, height: 44, width: 44 });
      expect(seen).toEqual({ row: 0, column: 0, height: 32, width: 32 });
    }
  });

  test('are refused for a layer or a cell that is not there', () => {
    expect(() => cellField(network, 'conv4a', 0, 0)).toThrow(
      'receptive field: expected a layer of the network, got "conv4a"',
    );
    for (const [row, column] of [
      [-1, 0],
      [6, 0],
      [0, 6],
      [0.5, 0],
    ] as const)
      expect(() => cellField(network, 'pool2', row, column)).toThrow(
        `receptive field: expected a cell of pool2, 6x6, got (${row}, ${column})`,
      );
  });

  test('are exactly the pixels that can change a cell', () => {
    // A pixel that is NaN makes NaN of all that it can reach, and of nothing else.
    const layout = layOut(network);
    const weights = Float64Array.from(initialWeights(layout, 1));
    const along = shapes(network);
    const corners = [0, 31 * 32 + 31, 31, 28 * 32 + 29];
    const drawn = Array.from({ length: 6 }, (_, i) => Math.floor(uniform(1, 97, 0, i) * 1024));
    for (const pixel of [...corners, ...drawn]) {
      const pictures = new Float64Array(3072).fill(0.5);
      pictures[pixel * 3 + 1] = NaN;
      const { outputs } = forward(network, layout, weights, pictures, 1, { training: false });
      const y = Math.floor(pixel / 32);
      const x = pixel % 32;
      network.layers.forEach(({ id }, index) => {
        const { height, width, channels } = along[index + 1]!;
        const values = outputs.get(id)!;
        for (let row = 0; row < height; row++)
          for (let column = 0; column < width; column++) {
            const { seen } = cellField(network, id, row, column);
            const inside =
              y >= seen.row &&
              y < seen.row + seen.height &&
              x >= seen.column &&
              x < seen.column + seen.width;
            const at = (row * width + column) * channels;
            const reached = values.subarray(at, at + channels).some(Number.isNaN);
            if (reached !== inside)
              expect.fail(`${id} (${row}, ${column}), pixel (${y}, ${x}): ${reached}`);
          }
      });
    }
  });
});

describe('the unread edge', () => {
  test('is one row and one column of conv2b’s 13, under pool2, and nothing elsewhere', () => {
    const along = shapes(network);
    const edges = network.layers.flatMap((layer, index) =>
      layer.kind === 'max-pool' ? [[layer.id, unreadEdge(layer, along[index]!)]] : [],
    );
    expect(edges).toEqual([
      ['pool1', { rows: 0, columns: 0 }],
      ['pool2', { rows: 1, columns: 1 }],
      ['pool3', { rows: 0, columns: 0 }],
    ]);
  });
});
