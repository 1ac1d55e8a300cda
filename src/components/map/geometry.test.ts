import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgePath, edgeWidth, flightFrom, type Box } from './geometry.ts';

test('widths grow with the size, whatever its sign', () => {
  expect(edgeWidth(-4, 4)).toBe(edgeWidth(4, 4));
  expect(edgeWidth(2, 4)).toBeGreaterThan(edgeWidth(1, 4));
  expect(edgeWidth(0, 0)).toBe(edgeWidth(0, 4));
  expect(edgeWidth(0, 4)).toBeGreaterThan(0);
});

test('a path begins and ends where it should', () => {
  const ends = (path: string) => path.match(/-?[\d.]+/g)!.map(Number);
  const inRow = ends(edgePath({ x: 10, y: 20 }, { x: 110, y: 60 }, null));
  expect([...inRow.slice(0, 2), ...inRow.slice(-2)]).toEqual([10, 20, 110, 60]);
  const wrapped = edgePath({ x: 500, y: 20 }, { x: 40, y: 300 }, 150);
  expect(wrapped.startsWith('M500,20V140')).toBe(true);
  expect(wrapped.endsWith('Q40,150 40,160V300')).toBe(true);
});

const box: fc.Arbitrary<Box> = fc.record({
  left: fc.integer({ min: 0, max: 1200 }),
  top: fc.integer({ min: 0, max: 800 }),
  width: fc.integer({ min: 40, max: 400 }),
  height: fc.integer({ min: 40, max: 400 }),
});

test('a flight begins where the map was, at its size', () => {
  fc.assert(
    fc.property(box, box, box, (before, now, stage) => {
      const [x, y, scale] = flightFrom(before, now, stage)!
        .match(/-?[\d.]+(e-?\d+)?/g)!
        .map(Number);
      const middle = (from: 'left' | 'top', size: 'width' | 'height', moved: number) =>
        stage[from] + moved + scale! * (now[from] + now[size] / 2 - stage[from]);
      expect(scale! * now.width).toBeCloseTo(before.width, 6);
      expect(middle('left', 'width', x!)).toBeCloseTo(before.left + before.width / 2, 6);
      expect(middle('top', 'height', y!)).toBeCloseTo(before.top + before.height / 2, 6);
    }),
  );
});

test('nothing flies from a rectangle without width', () => {
  const some = { left: 0, top: 0, width: 10, height: 10 };
  expect(flightFrom({ ...some, width: 0 }, some, some)).toBeNull();
  expect(flightFrom(some, { ...some, width: 0 }, some)).toBeNull();
});
