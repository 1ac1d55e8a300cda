import { describe, expect, test } from 'vitest';
import { samePlace, unflattened } from './places.ts';
import { deeper, walkTo } from './walk.ts';

describe('a walk', () => {
  const logit = { layer: 'dense', channel: 0, row: 0, column: 0 };
  const list = { layer: 'flatten', channel: 5, row: 0, column: 0 };
  const other = { layer: 'flatten', channel: 6, row: 0, column: 0 };
  const below = unflattened(5);
  const walk = deeper(deeper({ places: [logit], at: 0 }, list), below);

  test('goes deeper, and back to a place that it knows', () => {
    expect(walk).toEqual({ places: [logit, list, below], at: 2 });
    expect(walkTo(walk, list)).toEqual({ places: walk.places, at: 1 });
    expect(walkTo(walk, null)).toBe(walk);
  });

  test('begins anew where something else is selected', () => {
    expect(walkTo(walk, other)).toEqual({ places: [other], at: 0 });
  });

  test('keeps what lies under the same step, and drops it under another', () => {
    const up = { ...walk, at: 0 };
    expect(deeper(up, list)).toEqual({ places: walk.places, at: 1 });
    expect(deeper(up, other)).toEqual({ places: [logit, other], at: 1 });
    expect(samePlace(list, other)).toBe(false);
  });
});
