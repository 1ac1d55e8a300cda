import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../core/network/network.ts';
import { cellField } from '../../core/network/receptive-field.ts';
import { evenField, halfSquare, meanMap, profileOf, profilePath, topOf } from './measured.ts';
import { stations } from './place.ts';

const side = 32;
const field = cellField(network, 'conv3b', 1, 1);

/** All weight on some pixels. */
function spots(...at: readonly (readonly [row: number, column: number])[]): Float32Array {
  const mean = new Float32Array(side * side);
  for (const [row, column] of at) mean[row * side + column] = 1;
  return mean;
}

const cells = fc
  .constantFrom(...stations)
  .chain(({ id, grid }) =>
    fc.tuple(fc.constant(id), fc.nat(grid.height - 1), fc.nat(grid.width - 1)),
  );

describe('the square that holds half', () => {
  test('has the centre of the field and the least side that does', () => {
    // conv3b (1, 1) sees pixels -3 to 28: its centre lies between 12 and 13.
    expect(halfSquare(spots([12, 12]), field)).toEqual({ row: 12, column: 12, side: 2 });
    expect(halfSquare(spots([12, 12], [0, 0]), field)!.side).toBe(2);
    expect(halfSquare(spots([12, 12], [0, 0], [15, 13]), field)).toEqual({
      row: 10,
      column: 10,
      side: 6,
    });
  });

  test('is odd where the field is, so that the centres agree', () => {
    const small = cellField(network, 'conv1b', 4, 6);
    expect(halfSquare(spots([6 - 1, 8 - 1]), small)).toEqual({ row: 5, column: 7, side: 1 });
  });

  test('is none where nothing was measured', () => {
    expect(halfSquare(new Float32Array(side * side), field)).toBeNull();
  });

  test('holds half and the next smaller one does not, for every cell and an even field', () => {
    fc.assert(
      fc.property(cells, ([id, row, column]) => {
        const of = cellField(network, id, row, column);
        const even = evenField(of);
        const square = halfSquare(even, of)!;
        const share = (rim: number) => {
          let inside = 0;
          even.forEach((value, i) => {
            const [y, x] = [Math.floor(i / side), i % side];
            const [top, left] = [square.row + rim, square.column + rim];
            const size = square.side - 2 * rim;
            if (y >= top && y < top + size && x >= left && x < left + size) inside += value;
          });
          return inside / even.reduce((sum, value) => sum + value, 0);
        };
        expect(share(0)).toBeGreaterThanOrEqual(0.5 - 1e-6);
        if (square.side > 2) expect(share(1)).toBeLessThan(0.5);
      }),
    );
  });
});

test('an even field counts exactly the pixels that the cell sees', () => {
  fc.assert(
    fc.property(cells, ([id, row, column]) => {
      const of = cellField(network, id, row, column);
      const even = evenField(of);
      expect(even.reduce((sum, value) => sum + value, 0)).toBe(of.seen.height * of.seen.width);
      expect(even[of.seen.row * side + of.seen.column]).toBe(1);
    }),
  );
});

test('a profile adds up to 1, column by column', () => {
  const profile = profileOf(spots([0, 3], [9, 3], [9, 31], [31, 0]));
  expect(profile[3]).toBe(0.5);
  expect(profile[0]).toBe(0.25);
  expect(profile[31]).toBe(0.25);
  expect(profile.reduce((sum, share) => sum + share, 0)).toBe(1);
  expect(profileOf(new Float32Array(side * side)).every((share) => share === 0)).toBe(true);
});

test('a profile is drawn through the middles of the columns, its greatest share at the top', () => {
  expect(profilePath([0, 0.1, 0.05], 0.1, 12)).toBe('M0.5,12L1.5,0L2.5,6');
});

test('the axis ends at the next round share', () => {
  expect([[0.03], [0.05], [0.0501, 0.01], [0.3], [0.7]].map(topOf)).toEqual([
    0.05, 0.05, 0.1, 0.5, 1,
  ]);
});

test('the mean map is the mean over channels, cell by cell', () => {
  const data = Float32Array.of(1, 3, 5, 7);
  expect(meanMap({ height: 1, width: 2, channels: 2, data })).toEqual({
    height: 1,
    width: 2,
    channels: 1,
    data: Float32Array.of(2, 6),
  });
});
