import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../core/network/network.ts';
import { anyPlace, levelAt, traces } from './cell.fixture.ts';
import { rangesOf, windowOf } from './window.ts';

describe('the window of a term', () => {
  test('holds exactly the cells that were read, on the map that they stand on', () => {
    fc.assert(
      fc.property(anyPlace, fc.nat(), (place, pick) => {
        const { explanation: told, terms } = levelAt(place);
        const term = terms[pick % terms.length]!;
        const { map, frame, ring } = windowOf(told, term);
        const volume = map && traces.layers.get(map.layer)!;
        expect(map === null).toBe(told.from === null);
        const all = told.kind === 'max-pool' ? told.sources : term.sources;
        expect(frame.height * frame.width).toBe(all.length);
        all.forEach(({ value, channel }, i) => {
          const row = frame.row + Math.floor(i / frame.width);
          const column = frame.column + (i % frame.width);
          const { height, width } = volume ?? network.input;
          expect(Math.min(row, column)).toBeGreaterThanOrEqual(-ring);
          expect(Math.max(row - height, column - width)).toBeLessThan(ring);
          if (row < 0 || column < 0 || row >= height || column >= width)
            return expect(value).toBe(0);
          const held = volume
            ? volume.data[(row * width + column) * volume.channels + map!.channel]
            : traces.pixels[(row * width + column) * 3 + channel]! / 255;
          expect(value).toBe(held);
        });
      }),
    );
  });

  test('has the ranges of its filter and of its products', () => {
    const products = [
      { weight: -2, product: 1 },
      { weight: 3, product: -4 },
    ];
    expect(rangesOf(products)).toEqual({ weight: [-2, 3], product: [-4, 1] });
  });
});
