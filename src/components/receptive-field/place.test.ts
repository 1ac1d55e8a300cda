import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coneOf } from '../../core/network/cone.ts';
import { network } from '../../core/network/network.ts';
import { cellField } from '../../core/network/receptive-field.ts';
import {
  asked,
  cellNear,
  chainOf,
  firstSelected,
  leftOver,
  placeOf,
  stations,
  widest,
} from './place.ts';

const nothing = firstSelected;

test('the stations are the layers that widen the field, with those that see the same', () => {
  expect(stations.map(({ field }) => field.size)).toEqual([3, 5, 6, 10, 14, 16, 24, 32, 36]);
  expect(stations.map(({ field }) => field.jump)).toEqual([1, 1, 2, 2, 2, 4, 4, 4, 8]);
  expect(widest).toBe(36);
  expect(stations[0]!.holds).toEqual(['conv1a', 'bn1']);
  expect(stations[2]!.holds).toEqual(['pool1', 'drop1']);
  expect(stations.at(-1)!.holds).toEqual(['pool3', 'drop3']);
});

describe('the place that is shown', () => {
  test('is one of conv3b while nothing, or something without a place, is selected', () => {
    for (const layer of [null, 'flatten', 'dense'])
      expect(placeOf({ ...nothing, layer, channel: 2, cell: { row: 0, column: 0 } })).toMatchObject(
        {
          layer: 'conv3b',
          row: 1,
          column: 1,
          channel: null,
        },
      );
  });

  test('is the selected cell and channel, under the name of the selected layer', () => {
    const place = placeOf({ layer: 'bn2', channel: 63, cell: { row: 14, column: 0 } });
    expect(place).toMatchObject({ layer: 'bn2', row: 14, column: 0, channel: 63 });
    expect(place.station.id).toBe('conv2a');
  });

  test('is the middle of the layer where the selection does not fit it', () => {
    expect(placeOf({ layer: 'pool2', channel: 64, cell: { row: 6, column: 0 } })).toMatchObject({
      row: 2,
      column: 2,
      channel: null,
    });
  });

  test('has a name of its own for each cell, channel and layer', () => {
    const names = [
      placeOf(nothing),
      placeOf({ ...nothing, layer: 'conv2b' }),
      placeOf({ ...nothing, layer: 'conv2b', channel: 0 }),
      placeOf({ ...nothing, layer: 'conv2b', cell: { row: 0, column: 1 } }),
    ].map(asked);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('the chain leads from the picture through the stations up to the cell itself', () => {
  const cell = { row: 3, column: 4 };
  expect(chainOf(placeOf({ ...nothing, layer: 'drop2', cell })).map(({ id }) => id)).toEqual([
    null,
    ...['conv1a', 'conv1b', 'pool1', 'conv2a', 'conv2b', 'drop2'],
  ]);
  const chain = chainOf(placeOf({ ...nothing, layer: 'conv2b', cell }));
  expect(chain.at(-1)!.seen).toEqual({ ...cell, height: 1, width: 1 });
  expect(chain[0]).toEqual(coneOf(network, 'conv2b', 3, 4).at(-1));
});

test('only conv2b has something left over', () => {
  expect(stations.filter(({ id }) => leftOver(id).rows > 0).map(({ id }) => id)).toEqual([
    'conv2b',
  ]);
  expect(leftOver('conv2b')).toEqual({ rows: 1, columns: 1 });
  expect(leftOver(null)).toEqual({ rows: 0, columns: 0 });
});

test('no other cell is centred nearer to a point of the picture than the one that is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...stations),
      fc.double({ min: -9, max: 40, noNaN: true }),
      fc.double({ min: -9, max: 40, noNaN: true }),
      (station, y, x) => {
        const found = cellNear(station, y, x);
        const away = (row: number, column: number) => {
          const { whole } = cellField(network, station.id, row, column);
          return [
            Math.abs(whole.row + whole.height / 2 - y),
            Math.abs(whole.column + whole.width / 2 - x),
          ];
        };
        const [down, across] = away(found.row, found.column);
        for (let i = 0; i < station.grid.height; i++) {
          expect(away(i, 0)[0]).toBeGreaterThanOrEqual(down! - 1e-9);
          expect(away(0, i)[1]).toBeGreaterThanOrEqual(across! - 1e-9);
        }
      },
    ),
  );
});
