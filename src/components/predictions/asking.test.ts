import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { counts } from '../../core/dataset/catalog.ts';
import { initialState } from '../../session/session-state.ts';
import { occasion, pause, picturesOfDraw, same, waitFor } from './asking.ts';

describe('a draw of pictures', () => {
  test('is ten different test pictures, the same each time', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(1000), (seed, draw) => {
        const pictures = picturesOfDraw(seed, draw);
        expect(new Set(pictures).size).toBe(10);
        for (const index of pictures) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThan(counts.validation);
        }
        expect(same(pictures, picturesOfDraw(seed, draw))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('differs from draw to draw and from seed to seed', () => {
    expect(same(picturesOfDraw(1, 1), picturesOfDraw(1, 2))).toBe(false);
    expect(same(picturesOfDraw(1, 1), picturesOfDraw(2, 1))).toBe(false);
  });
});

describe('asking again', () => {
  const going = { ...initialState, mode: 'training', goal: 'finish', step: 40 } as const;

  test('a step more is no occasion while the network trains, but it is at rest', () => {
    expect(occasion({ ...going, step: 41 })).toBe(occasion(going));
    expect(occasion({ ...going, goal: null, step: 41 })).not.toBe(
      occasion({ ...going, goal: null }),
    );
  });

  test('a rest and another run are occasions', () => {
    expect(occasion({ ...going, goal: null })).not.toBe(occasion(going));
    expect(occasion({ ...going, run: 2 })).not.toBe(occasion(going));
  });

  test('waits while training, and not at rest', () => {
    expect(waitFor(true, 1000, 1000)).toBe(pause);
    expect(waitFor(true, 1000, 1000 + pause)).toBe(0);
    expect(waitFor(true, -Infinity, 0)).toBe(0);
    expect(waitFor(false, 1000, 1000)).toBe(0);
  });
});
