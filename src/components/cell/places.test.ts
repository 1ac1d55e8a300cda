import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPlace, traces } from './cell.fixture.ts';
import { crumbOf, placeName, placeOf, placeTitle, selectionOf, unflattened } from './places.ts';
import { storedAt, strongestCell } from './stored.ts';

describe('a place', () => {
  test('is selected and found again', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(placeOf(selectionOf(place))).toEqual(place);
      }),
    );
  });

  test('is none where the selection is not down to one value, or beyond the network', () => {
    const cell = { row: 4, column: 0 };
    expect(placeOf({ layer: null, channel: 1, cell })).toBeNull();
    expect(placeOf({ layer: 'conv1a', channel: null, cell })).toBeNull();
    expect(placeOf({ layer: 'conv1a', channel: 1, cell: null })).toBeNull();
    expect(placeOf({ layer: 'conv3b', channel: 1, cell })).toBeNull();
    expect(placeOf({ layer: 'conv3a', channel: 128, cell })).toBeNull();
    expect(placeOf({ layer: 'conv9', channel: 1, cell })).toBeNull();
    expect(placeOf({ layer: 'dense', channel: 2, cell: null })).toMatchObject({ channel: 2 });
  });

  test('is named from 1 on', () => {
    const place = { layer: 'conv3b', channel: 32, row: 1, column: 2 };
    expect(placeName(place)).toBe('conv3b, channel 33, row 2, column 3');
    expect(placeTitle(place)).toBe('conv3b, channel 33, row 2, column 3');
    expect(crumbOf(place)).toEqual(['conv3b', 'ch 33']);
    const list = { layer: 'flatten', channel: 130, row: 0, column: 0 };
    expect(placeName(list)).toBe('flatten, value 131');
    expect(crumbOf(list)).toEqual(['flatten', '131']);
    const logit = { layer: 'dense', channel: 0, row: 0, column: 0 };
    expect(placeTitle(logit)).toBe('The airplane logit');
    expect(crumbOf(logit)).toEqual(['airplane', 'logit']);
  });

  test('of the list is a cell of pool3, past the dropout between', () => {
    expect(unflattened(130)).toEqual({ layer: 'pool3', channel: 2, row: 0, column: 1 });
    expect(unflattened(511)).toEqual({ layer: 'pool3', channel: 127, row: 1, column: 1 });
  });

  test('where a layer is strongest holds the largest value of its channel', () => {
    const place = strongestCell('conv1a', traces.layers.get('conv1a')!);
    const { data, channels } = traces.layers.get('conv1a')!;
    const own = data.filter((_, i) => i % channels === place.channel);
    expect(storedAt(traces.layers, place)).toBe(Math.max(...own));
    expect(storedAt(new Map(), place)).toBeNull();
  });
});
