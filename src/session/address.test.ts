import fc from 'fast-check';
import { describe as group, expect, test } from 'vitest';
import { describe } from '../core/network/describe.ts';
import { network } from '../core/network/network.ts';
import { hashOf, placeIn, type Place } from './address.ts';

const { rows } = describe(network);

/** Any place that there is. */
const places: fc.Arbitrary<Place> = fc
  .record({
    row: fc.constantFrom(...rows),
    picture: fc.nat({ max: 2999 }),
    share: fc.tuple(fc.nat(9999), fc.nat(9999), fc.nat(9999)),
    withChannel: fc.boolean(),
    withCell: fc.boolean(),
    run: fc.constantFrom('recorded' as const, 'own' as const),
    epoch: fc.nat({ max: 10 }),
    view: fc.constantFrom(undefined, 'cell', 'three-channels'),
  })
  .map(({ row, picture, share, withChannel, withCell, run, epoch, view }) => {
    const { height, width, channels } = row.output;
    const cell = { row: share[0] % height, column: share[1] % width };
    return {
      selection: {
        picture,
        layer: row.id,
        channel: withChannel ? share[2] % channels : null,
        cell: withCell ? cell : null,
        run,
        epoch,
      },
      figure: 'map',
      ...(view ? { view } : {}),
    };
  });

group('an address', () => {
  test('leads back to the place it was made of', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(placeIn(hashOf(place))).toEqual(place);
      }),
    );
  });

  test('counts pictures, channels and cells as readers do, from 1', () => {
    const selection = { picture: 0, layer: 'conv2b', channel: 6, cell: { row: 2, column: 4 } };
    expect(hashOf({ selection })).toBe('#picture=1&layer=conv2b&channel=7&cell=3%2C5');
  });

  test('that is an anchor names no place', () => {
    expect(placeIn('')).toBeNull();
    expect(placeIn('#figure-network')).toBeNull();
  });

  test('with what does not exist keeps what does', () => {
    expect(placeIn('#picture=3001&layer=conv2b&channel=65&cell=14,1&epoch=11&run=mine')).toEqual({
      selection: { layer: 'conv2b', channel: null, cell: null },
    });
    expect(placeIn('#layer=conv9&channel=3&picture=5')).toEqual({ selection: { picture: 4 } });
    expect(placeIn('#figure=<b>&view=x&picture=5')).toEqual({ selection: { picture: 4 } });
  });

  test('of any text is read without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void placeIn(`#${text}`)));
    fc.assert(fc.property(fc.string(), (text) => void placeIn(`#picture=${text}&cell=${text}`)));
  });
});
